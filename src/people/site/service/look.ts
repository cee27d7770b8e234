import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { releaseFiles, useFiles } from '#platform/files/index.ts';
import { unreadableIn } from '../domain/look.ts';
import { siteErrors } from '../errors.ts';
import { type Look, lookShape, USUAL } from '../schema.ts';
import { selectVersion, selectVersions } from '../store.ts';
import { checkPictures, filesOfLook } from './pictures.ts';
import { keepVersion, newestOf } from './saved.ts';
import '../events.ts';

const understood = (stored: object): Look | undefined => lookShape.safeParse(stored).data;
const load = (app: App) => newestOf(app, 'look', USUAL, understood);
const held = remember(load, ({ name }) => name === 'site.changed');

/** The look of the site with its number. Kept in memory until it changes. */
export const readLook = held.read;

const owner = (version: number) => `site-look:${version}`;

/** Throws `site.unreadable`, `site.picture_wrong`, `site.icon_wrong` for a look that nobody should get. */
export async function checkLook(app: App, look: Look): Promise<void> {
  const unreadable = unreadableIn(look);
  if (unreadable) throw siteErrors('site.unreadable', { ...unreadable });
  await checkPictures(app, look, (await load(app)).settings);
}

/** Dresses the site. Throws what `checkLook` throws, and `site.changed_meanwhile`. */
export async function saveLook(
  app: App,
  actor: Actor,
  { basedOn, look }: { basedOn: number; look: Look },
  action = 'site.look_changed',
): Promise<number> {
  await checkLook(app, look);
  return app.db.transaction(async () => {
    const { version, forgotten } = await keepVersion(app, actor, { part: 'look', basedOn, settings: look });
    await useFiles(app, filesOfLook(look), owner(version));
    await releaseFiles(app, forgotten.map(owner));
    await audit(app, actor, {
      action,
      subject: 'site',
      detail: { version, colour: look.colour, scheme: look.scheme },
    });
    await app.bus.publish('site.changed', {});
    held.forget(app);
    return version;
  });
}

/** Brings back an earlier look, as a new version. Throws `site.version_unknown`. */
export async function restoreLook(app: App, actor: Actor, version: number): Promise<number> {
  const stored = await selectVersion(app, 'look', version);
  const look = stored && understood({ ...USUAL, ...stored });
  if (!look) throw siteErrors('site.version_unknown');
  const { version: basedOn } = await load(app);
  return saveLook(app, actor, { basedOn, look }, 'site.look_restored');
}

export const listLooks = (app: App) => selectVersions(app, 'look');
