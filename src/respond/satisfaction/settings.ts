import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { satisfactionErrors } from './errors.ts';
import type { SatisfactionSettings } from './schema.ts';
import { selectSettings, updateSettings } from './store.ts';

export const readSettings = (app: App): Promise<SatisfactionSettings> => selectSettings(app);

/** Throws `satisfaction.language_double`. */
export async function saveSettings(app: App, actor: Actor, settings: SatisfactionSettings): Promise<void> {
  const languages = settings.texts.map(({ language }) => language);
  const double = languages.find((language, index) => languages.indexOf(language) !== index);
  if (double) throw satisfactionErrors('satisfaction.language_double', { language: double });
  await app.db.transaction(async () => {
    await updateSettings(app, settings);
    const { isOn, networks, everyDays } = settings;
    await audit(app, actor, {
      action: 'satisfaction.settings_saved',
      subject: 'satisfaction',
      detail: { isOn, networks, everyDays },
    });
    await app.bus.publish('satisfaction.changed', { conversationIds: [] });
  });
}
