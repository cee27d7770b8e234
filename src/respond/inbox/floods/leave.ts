import type { App } from '#platform/app/index.ts';
import { deleteHeld, selectFloodsOfConversations } from './store.ts';

export const MOVE_JOB = 'inbox.move-floods';

/** Posts that were deleted are held no longer. Before anything else looks at them: whoever lets them in at this moment is waited for. */
export const forgetHeld = (app: App, postIds: readonly string[]): Promise<void> => deleteHeld(app, postIds);

/** Conversations leave the queues for good: what stands behind them gets another one soon. In the ambient transaction. */
export async function leaveFloods(app: App, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  const floods = await selectFloodsOfConversations(app, conversationIds);
  if (floods.length === 0) return;
  const ids = floods.map((flood) => flood.id);
  await app.jobs.enqueue(MOVE_JOB, { floodIds: ids }, { key: `${MOVE_JOB}:${ids[0]}` });
}
