import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readHours } from '#people/calendars/index.ts';
import { doubleLanguage, unknownNames } from './domain.ts';
import { outOfHoursErrors } from './errors.ts';
import type { AutomaticAnswer, ChannelSetting, SettingsView } from './schema.ts';
import { replaceSettings, selectFigures, selectSettings } from './store.ts';

export const readSettings = (app: App): Promise<ChannelSetting[]> => selectSettings(app);

export async function showSettings(app: App): Promise<SettingsView> {
  const [settings, figures] = await Promise.all([selectSettings(app), selectFigures(app)]);
  return { settings, figures };
}

/** What is answered on which channel, all of it. Throws what `mustBeSayable` throws, and `out-of-hours.double`. */
export async function saveSettings(
  app: App,
  actor: Actor,
  settings: readonly ChannelSetting[],
): Promise<void> {
  const keys = settings.map(({ network, accountId }) => `${network}\n${accountId ?? ''}`);
  if (new Set(keys).size < keys.length) throw outOfHoursErrors('out-of-hours.double');
  for (const one of settings) await mustBeSayable(app, one);
  await app.db.transaction(async () => {
    await replaceSettings(app, settings);
    await audit(app, actor, {
      action: 'out-of-hours.settings_saved',
      subject: 'out-of-hours',
      detail: {
        on: settings.flatMap(({ isOn, network, accountId }) =>
          isOn ? [accountId === null ? network : `${network} ${accountId}`] : [],
        ),
        inPublic: settings.flatMap(({ inPublic, network }) => (inPublic ? [network] : [])),
      },
    });
  });
}

/** Throws `out-of-hours.language_double`, `out-of-hours.unknown_variable` and `out-of-hours.calendar_unknown`. */
export async function mustBeSayable(app: App, { texts, calendarId }: AutomaticAnswer): Promise<void> {
  const language = doubleLanguage(texts);
  if (language) throw outOfHoursErrors('out-of-hours.language_double', { language });
  const names = unknownNames(texts);
  if (names.length > 0)
    throw outOfHoursErrors('out-of-hours.unknown_variable', {
      names: names.map((name) => `{{${name}}}`).join(', '),
    });
  if (calendarId !== null && !(await readHours(app)).byId.has(calendarId))
    throw outOfHoursErrors('out-of-hours.calendar_unknown');
}
