import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { announceLater } from '../service/announce.ts';
import { hearAgain } from '../service/observe.ts';
import { insertActivities } from '../store/records.ts';
import { floodErrors } from './errors.ts';
import { takeHeld } from './held-store.ts';
import { type Flood, lockFloodsOfSender } from './store.ts';

/** Let in with one request; the rest of a larger flood follows in the background. */
const AT_ONCE = 500;

export interface LetIn {
  conversationIds: string[];
  isMore: boolean;
}

/** Lets single threads of a flood in: they become conversations like any other. Throws `flood.not_found`, `flood.none_left`. */
export async function letThreadsIn(
  app: App,
  actor: Actor,
  floodId: string,
  postIds: readonly string[],
): Promise<LetIn> {
  return app.db.transaction(async () => {
    const floods = await lockFloodsOfSender(app, floodId);
    const flood = floods.find(({ id }) => id === floodId);
    if (!flood) throw floodErrors('flood.not_found', { id: floodId });
    const { conversationIds } = await letIn(app, floods, postIds);
    if (conversationIds.length === 0) throw floodErrors('flood.none_left');
    await note(app, actor, flood, 'flood.let-in', { count: conversationIds.length });
    return { conversationIds, isMore: false };
  });
}

/** Threads of locked floods, or the oldest of all that they hold. `taken` posts are held no longer, also those that are gone meanwhile. */
export async function letIn(
  app: App,
  floods: readonly Flood[],
  postIds?: readonly string[],
): Promise<{ conversationIds: string[]; taken: number }> {
  const ids = await takeHeld(
    app,
    floods.map(({ id }) => id),
    { postIds, limit: AT_ONCE },
  );
  const conversationIds = await hearAgain(app, await readStoredPosts(app, ids));
  announceLater(
    app,
    floods.map(({ conversationId }) => conversationId),
  );
  return { conversationIds, taken: ids.length };
}

export async function note(
  app: App,
  actor: Actor,
  flood: Flood,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const { conversationId } = flood;
  await insertActivities(app, [{ conversationId, actor, action, detail }]);
  await audit(app, actor, {
    action: `inbox.${action}`,
    subject: conversationId,
    detail: { accountId: flood.accountId, ...detail },
  });
}
