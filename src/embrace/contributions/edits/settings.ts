import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { type EditSettings, settingsShape, USUAL } from './schema.ts';
import '../events.ts';

const stored = settingsRow('contribution_settings');

const held = remember<EditSettings>(
  async (app) => settingsShape.safeParse(await stored.read(app)).data ?? USUAL,
  ({ name }) => name === 'contributions.changed',
);

/** From which level of trust members suggest changes of articles. Kept in memory until it changes. */
export const readEditSettings = held.read;

export async function saveEditSettings(app: App, actor: Actor, settings: EditSettings): Promise<void> {
  await app.db.transaction(async () => {
    await stored.write(app, settings);
    await audit(app, actor, {
      action: 'article_edits.configured',
      subject: 'article-edits',
      detail: { ...settings },
    });
    await app.bus.publish('contributions.changed', {});
    held.forget(app);
  });
}
