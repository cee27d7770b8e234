import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { CLOSED, type CommunitySettings, communityShape } from '../schema.ts';
import { selectSettings, upsertSettings } from '../store/settings.ts';
import '../events.ts';

/** Where the community is found. */
export const COMMUNITY = '/community';

const held = new WeakMap<App, { at: Promise<CommunitySettings> | undefined }>();

/** How the community is set up; closed until an owner opens it. Kept in memory until it changes. */
export function readCommunity(app: App): Promise<CommunitySettings> {
  let place = held.get(app);
  if (!place) {
    const made: { at: Promise<CommunitySettings> | undefined } = { at: undefined };
    held.set(app, (place = made));
    app.bus.on('community.changed', () => void (made.at = undefined));
    app.bus.on('bus.resync', () => void (made.at = undefined));
  }
  const known = (place.at ??= load(app));
  known.catch(() => void (place.at = undefined));
  return known;
}

async function load(app: App): Promise<CommunitySettings> {
  const { data } = communityShape.safeParse({ ...CLOSED, ...(await selectSettings(app)) });
  return data ?? CLOSED;
}

/** Opens, closes or dresses the community. */
export async function saveCommunity(app: App, actor: Actor, settings: CommunitySettings): Promise<void> {
  const before = await load(app);
  await app.db.transaction(async () => {
    await upsertSettings(app, { ...settings, languages: [...new Set(settings.languages)] });
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
    app.db.afterCommit(() => held.get(app) && void (held.get(app)!.at = undefined));
  });
}
