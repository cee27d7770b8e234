import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { type CentreSettings, centreShape, CLOSED } from './schema.ts';

const stored = settingsRow('help_centre');

/** Where the help centre is found. */
export const CENTRE = '/help';

/** The settings; closed until somebody opens it. */
export async function readCentre(app: App): Promise<CentreSettings> {
  const { data } = centreShape.safeParse({ ...CLOSED, ...(await stored.read(app)) });
  return data ?? CLOSED;
}

/** Opens, closes or sets up the help centre. */
export async function saveCentre(app: App, actor: Actor, settings: CentreSettings): Promise<void> {
  await app.db.transaction(async () => {
    await stored.write(app, { ...settings, languages: [...new Set(settings.languages)] });
    await audit(app, actor, {
      action: settings.isOpen ? 'help_centre.opened' : 'help_centre.closed',
      subject: 'help-centre',
      detail: { name: settings.name, languages: settings.languages },
    });
    await app.bus.publish('knowledge.changed', { articleIds: [] });
  });
}
