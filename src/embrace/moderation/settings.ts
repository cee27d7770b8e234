import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { type ModerationSettings, settingsShape, USUAL } from './schema.ts';
import './events.ts';

const stored = settingsRow('moderation_settings');

const held = remember<ModerationSettings>(
  async (app) => settingsShape.safeParse({ ...USUAL, ...(await stored.read(app)) }).data ?? USUAL,
  (event) => event.name === 'moderation.changed' && event.data.kind === 'settings',
);

/** What is held by itself, and from when flags hide. Kept in memory until it changes. */
export const readSettings = held.read;

export async function saveSettings(app: App, actor: Actor, settings: ModerationSettings): Promise<void> {
  await app.db.transaction(async () => {
    await stored.write(app, settings);
    await audit(app, actor, {
      action: 'moderation.settings_changed',
      subject: 'moderation',
      detail: { ...settings },
    });
    await app.bus.publish('moderation.changed', { kind: 'settings', id: 'settings' });
    held.forget(app);
  });
}
