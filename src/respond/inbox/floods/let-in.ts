import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { announceLater } from '../service/announce.ts';
import { hearAgain } from '../service/observe.ts';
import { insertActivities } from '../store/records.ts';
import { noticeKey } from './brake.ts';
import { floodErrors } from './errors.ts';
import { insertTrusted } from './settings-store.ts';
import {
  deleteEmptyFloods,
  type Flood,
  lockFlood,
  saveFloods,
  selectHeld,
  setReleased,
  takeHeld,
} from './store.ts';

/** Let in with one request; the rest of a larger flood follows in the background. */
const AT_ONCE = 500;
export const LET_IN_JOB = 'inbox.let-flood-in';

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
    const flood = await lockFlood(app, floodId);
    if (!flood) throw floodErrors('flood.not_found', { id: floodId });
    const conversationIds = await letIn(app, flood, postIds);
    if (conversationIds.length === 0) throw floodErrors('flood.none_left');
    await note(app, actor, flood, 'flood.let-in', { count: conversationIds.length });
    return { conversationIds, isMore: false };
  });
}

/** It is no flood: everything is let in, and this sender is never held again. Throws `flood.not_found`. */
export async function releaseFlood(app: App, actor: Actor, floodId: string): Promise<LetIn> {
  return app.db.transaction(async () => {
    const flood = await lockFlood(app, floodId);
    if (!flood || flood.releasedAt !== null) throw floodErrors('flood.not_found', { id: floodId });
    await insertTrusted(app, flood.accountId, actor.name);
    await setReleased(app, floodId);
    await resolveNotice(app, noticeKey(flood.accountId));
    const conversationIds = await letIn(app, flood);
    await note(app, actor, flood, 'flood.released', {});
    const isMore = (await selectHeld(app, floodId, '', 1)).length > 0;
    if (isMore) await app.jobs.enqueue(LET_IN_JOB, { floodId });
    return { conversationIds, isMore };
  });
}

/** The rest of a flood that was let in, a part in each transaction. */
export async function letRestIn(app: App, floodId: string, signal: AbortSignal): Promise<void> {
  const part = () =>
    app.db.transaction(async () => {
      const flood = await lockFlood(app, floodId);
      return flood ? (await letIn(app, flood)).length : 0;
    });
  while (!signal.aborted && (await part()) > 0);
}

/** The conversations in front of floods are gone: the oldest thread behind each takes its place. */
export async function moveFloods(app: App, floodIds: readonly string[]): Promise<void> {
  for (const id of floodIds)
    await app.db.transaction(async () => {
      const flood = await lockFlood(app, id);
      const [first] = flood ? await selectHeld(app, id, '', 1) : [];
      const [conversationId] = first ? await letIn(app, flood!, [first]) : [];
      if (conversationId) await saveFloods(app, [{ ...flood!, conversationId }]);
    });
}

export async function forgetFloods(app: App): Promise<void> {
  await deleteEmptyFloods(app);
}

async function letIn(app: App, flood: Flood, postIds?: readonly string[]): Promise<string[]> {
  const ids = await takeHeld(app, flood.id, { postIds, limit: AT_ONCE });
  const posts = await readStoredPosts(app, ids);
  const conversationIds = await hearAgain(app, posts);
  announceLater(app, [flood.conversationId]);
  return conversationIds;
}

async function note(
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
