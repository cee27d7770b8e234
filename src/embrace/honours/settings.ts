import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { lookAgain } from '#embrace/trust/index.ts';
import type { Honour } from './domain.ts';
import { type HonourSettings, honourSettingsShape } from './schema.ts';
import { lockList, selectHonours } from './store.ts';
import './events.ts';

const stored = settingsRow('honours_settings');

const held = remember<{ honours: readonly Honour[]; settings: HonourSettings }>(
  async (app) => {
    const [honours, settings] = await Promise.all([selectHonours(app), loadSettings(app)]);
    return { honours, settings };
  },
  ({ name }) => name === 'honours.changed',
);

/** All badges and ranks, and how they are set up. Kept in memory until they change: pages of threads ask for them. */
export const readHonours = held.read;

/** As they are stored now: for what must not be decided by what was true before. */
export async function loadSettings(app: App): Promise<HonourSettings> {
  const { data } = honourSettingsShape.safeParse((await stored.read(app)) ?? {});
  return data ?? honourSettingsShape.parse({});
}

/** Badges, ranks or settings changed, in the ambient transaction; `looksAgain`: rules may hold for others now. */
export async function changed(app: App, looksAgain: boolean): Promise<void> {
  if (looksAgain) await lookAgain(app, null);
  await app.bus.publish('honours.changed', {});
  held.forget(app);
}

export async function saveHonourSettings(app: App, actor: Actor, settings: HonourSettings): Promise<void> {
  await app.db.transaction(async () => {
    // Two at once would each look at members again by what the other one replaces.
    await lockList(app);
    const before = await loadSettings(app);
    await stored.write(app, settings);
    await audit(app, actor, { action: 'honours.configured', subject: 'honours', detail: { ...settings } });
    await changed(app, JSON.stringify(before.points) !== JSON.stringify(settings.points));
  });
}
