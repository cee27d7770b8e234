import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { selectSettings, upsertSettings } from './settings-store.ts';
import { type ModerationSettings, settingsShape, USUAL } from './schema.ts';

/** What is held by itself, and from when flags hide. */
export async function readSettings(app: App): Promise<ModerationSettings> {
  return settingsShape.safeParse({ ...USUAL, ...(await selectSettings(app)) }).data ?? USUAL;
}

export async function saveSettings(app: App, actor: Actor, settings: ModerationSettings): Promise<void> {
  await app.db.transaction(async () => {
    await upsertSettings(app, settings);
    await audit(app, actor, {
      action: 'moderation.settings_changed',
      subject: 'moderation',
      detail: { ...settings },
    });
  });
}
