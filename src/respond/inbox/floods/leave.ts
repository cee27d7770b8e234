import type { App } from '#platform/app/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import { deleteHeld } from './held-store.ts';
import { selectFloodsOfConversations } from './store.ts';

export const MOVE_JOB = 'inbox.move-floods';

/** Posts that were deleted are held no longer. Before anything else looks at them: whoever lets them in at this moment is waited for. */
export const forgetHeld = (app: App, postIds: readonly string[]): Promise<void> => deleteHeld(app, postIds);

/** Conversations that nobody has to look at any more since this change. */
export function leftQueue(changes: readonly { before: Conversation; after: Conversation }[]): string[] {
  const isOpen = ({ status }: Conversation) => status === 'open' || status === 'snoozed';
  return changes.flatMap(({ before, after }) => (isOpen(before) && !isOpen(after) ? after.id : []));
}

/** Conversations leave the queues: what stands behind them gets another one soon. In the ambient transaction. */
export async function leaveFloods(app: App, conversationIds: readonly string[]): Promise<void> {
  if (conversationIds.length === 0) return;
  for (const { id } of await selectFloodsOfConversations(app, conversationIds)) await moveSoon(app, id);
}

/** One job for each flood: a later one of the same key takes the place of what waits. */
export async function moveSoon(app: App, floodId: string): Promise<void> {
  await app.jobs.enqueue(MOVE_JOB, { floodIds: [floodId] }, { key: `${MOVE_JOB}:${floodId}` });
}
