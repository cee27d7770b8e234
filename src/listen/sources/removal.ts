import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { forgetSourceCounts, postObserverPort } from '#listen/intake/index.ts';
import { removePostsOfSource } from '#listen/posts/index.ts';
import { sourceErrors } from './errors.ts';
import { bringBack, deleteSource, putAside, selectForgotten, selectRemoved } from './removal-store.ts';
import type { SourceView } from './schema.ts';
import { getSource, loadSource } from './service.ts';
import { isSameSource, selectSame } from './store.ts';

/** A removed source can be brought back for this long. */
const KEPT_HOURS = 24;

/**
 * Removes a source. It can be brought back for a day, with its cursor and its counts; what it brought stays. With its posts it goes at once
 * and for good. Throws `source.not_found`.
 */
export async function removeSource(
  app: App,
  actor: Actor,
  id: string,
  options: { withPosts?: boolean } = {},
): Promise<void> {
  const { kind, name } = await loadSource(app, id);
  const withPosts = options.withPosts === true;
  await app.db.transaction(async () => {
    const removed = await putAside(app, id);
    if (!removed) throw sourceErrors('source.not_found', { id });
    if (removed.wasTold) await app.bus.publish('source.recovered', { sourceId: id, name });
    if (withPosts) await forget(app, id);
    await audit(app, actor, { action: 'source.removed', subject: id, detail: { kind, name, withPosts } });
    await app.bus.publish('source.changed', { sourceId: id });
    await app.bus.publish('source.health', {});
  });
  if (!withPosts) return;
  await removePostsOfSource(app, id, async (postIds) =>
    app.find(postObserverPort)?.onPostsRemoved?.(app, postIds),
  );
}

/** Brings a removed source back: it goes on from where it had stopped. Throws `source.not_removed`, `source.exists`. */
export async function restoreSource(app: App, actor: Actor, id: string): Promise<SourceView> {
  const source = await selectRemoved(app, id);
  if (!source) throw sourceErrors('source.not_removed', { id, hours: KEPT_HOURS });
  try {
    return await app.db.transaction(async () => {
      if (!(await bringBack(app, id))) throw sourceErrors('source.not_removed', { id, hours: KEPT_HOURS });
      await audit(app, actor, { action: 'source.restored', subject: id, detail: { name: source.name } });
      await app.bus.publish('source.changed', { sourceId: id });
      await app.bus.publish('source.health', {});
      return getSource(app, id);
    });
  } catch (error) {
    if (!isSameSource(error)) throw error;
    const same = await selectSame(app, source);
    throw sourceErrors('source.exists', { name: same?.name ?? source.name, id: same?.id ?? null }, error);
  }
}

/** Forgets what was removed more than a day ago. */
export async function forgetRemoved(app: App): Promise<void> {
  for (const id of await selectForgotten(app, KEPT_HOURS)) await app.db.transaction(() => forget(app, id));
}

async function forget(app: App, id: string): Promise<void> {
  await deleteSource(app, id);
  await forgetSourceCounts(app, id);
}
