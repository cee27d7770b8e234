import type { Actor, App } from '#platform/app/index.ts';
import { siteErrors } from '../errors.ts';
import { deleteVersions, insertVersion, selectNewest, type SitePart } from '../store.ts';

/** So many states of a part can come back. */
const KEPT = 20;

export interface Saved<Settings> {
  version: number;
  savedBy: string | null;
  savedAt: Date | null;
  settings: Settings;
}

/** The newest state of a part as it is stored; version 0 and `usual` where nobody saved one, or none that we understand. */
export async function newestOf<Settings extends object>(
  app: App,
  part: SitePart,
  usual: Settings,
  read: (stored: object) => Settings | undefined,
): Promise<Saved<Settings>> {
  const row = await selectNewest(app, part);
  if (!row) return { version: 0, savedBy: null, savedAt: null, settings: usual };
  return { ...row, settings: read({ ...usual, ...row.settings }) ?? usual };
}

/** Keeps a new state in the ambient transaction; answers its number and those that are forgotten. Throws `site.changed_meanwhile`. */
export async function keepVersion(
  app: App,
  actor: Actor,
  { part, basedOn, settings }: { part: SitePart; basedOn: number; settings: object },
): Promise<{ version: number; forgotten: number[] }> {
  const version = basedOn + 1;
  const newest = (await selectNewest(app, part))?.version ?? 0;
  if (newest !== basedOn || !(await insertVersion(app, { part, version, settings, by: actor.name })))
    throw siteErrors('site.changed_meanwhile');
  return { version, forgotten: await deleteVersions(app, part, version - KEPT) };
}
