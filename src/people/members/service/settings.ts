import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { settingsRow } from '#platform/db/index.ts';
import { CLOSED, type CommunitySettings, communityShape } from '../schema.ts';
import '../events.ts';

const stored = settingsRow('member_settings');

/** Where the community is found. */
export const COMMUNITY = '/community';

const held = remember(load, ({ name }) => name === 'community.changed');

/** How the community is set up; closed until an owner opens it. Kept in memory until it changes. */
export const readCommunity = held.read;

async function load(app: App): Promise<CommunitySettings> {
  const { data } = communityShape.safeParse({ ...CLOSED, ...(await stored.read(app)) });
  return data ?? CLOSED;
}

/** The language that a member chose, else the first one of the community. */
export async function languageOf(app: App, member: { language: string | null } | undefined): Promise<string> {
  return member?.language ?? (await readCommunity(app)).languages[0] ?? 'en';
}

/** Opens, closes or sets up the community. */
export async function saveCommunity(app: App, actor: Actor, settings: CommunitySettings): Promise<void> {
  const before = await load(app);
  await app.db.transaction(async () => {
    await stored.write(app, { ...settings, languages: [...new Set(settings.languages)] });
    await audit(app, actor, {
      action:
        before.isOpen === settings.isOpen
          ? 'community.changed'
          : settings.isOpen
            ? 'community.opened'
            : 'community.closed',
      subject: 'community',
      detail: { name: settings.name, takesMembers: settings.takesMembers, ways: settings.ways },
    });
    await app.bus.publish('community.changed', {});
    held.forget(app);
  });
}
