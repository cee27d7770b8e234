import type { Actor, App } from '#platform/app/index.ts';
import { resolveNotice } from '#people/notices/index.ts';
import { floodErrors } from './errors.ts';
import { selectHeld } from './held-store.ts';
import { noticeKey } from './keep.ts';
import { type LetIn, letIn, note } from './let-in.ts';
import { lockFloodsOfAccount, lockFloodsOfSender, setReleased } from './store.ts';
import { insertTrusted, selectTrustedAmong } from './trusted-store.ts';

export const LET_IN_JOB = 'inbox.let-flood-in';
/** What was on its way in while it was decided is stored by then. */
const STORED_BY_MS = 5000;

/** It is no flood: everything of this sender is let in, and he is never held again. Throws `flood.not_found` where that was said and nothing is held. */
export async function releaseFlood(app: App, actor: Actor, floodId: string): Promise<LetIn> {
  return app.db.transaction(async () => {
    const floods = await lockFloodsOfSender(app, floodId);
    const ids = floods.map(({ id }) => id);
    const isAnyHeld = async () => (await selectHeld(app, ids, '', 1)).length > 0;
    const flood = floods.find(({ id }) => id === floodId);
    if (!flood || (flood.releasedAt !== null && !(await isAnyHeld())))
      throw floodErrors('flood.not_found', { id: floodId });
    const { accountId } = flood;
    await insertTrusted(app, accountId, actor.name);
    await setReleased(app, ids);
    await resolveNotice(app, noticeKey(accountId));
    const { conversationIds } = await letIn(app, floods);
    await note(app, actor, flood, 'flood.released', {});
    const key = `${LET_IN_JOB}:${accountId}`;
    await app.jobs.enqueue(LET_IN_JOB, { accountId }, { key, delayMs: STORED_BY_MS });
    return { conversationIds, isMore: await isAnyHeld() };
  });
}

/** The rest of what was let in of a sender, a part in each transaction. */
export async function letRestIn(app: App, accountId: string, signal: AbortSignal): Promise<void> {
  const part = () =>
    app.db.transaction(async () => {
      const isTrusted = (await selectTrustedAmong(app, [accountId])).has(accountId);
      const floods = await lockFloodsOfAccount(app, accountId);
      const released = floods.filter(({ releasedAt }) => isTrusted || releasedAt !== null);
      return released.length === 0 ? 0 : (await letIn(app, released)).taken;
    });
  while ((await part()) > 0) if (signal.aborted) throw new Error('stopped; it goes on later');
}
