import type { App } from '#platform/app/index.ts';
import { type ReplyRow, selectByIds, selectOfConversations } from './store.ts';

/** Replies of these conversations that stand, for respond/search. */
export function readRepliesOf(app: App, conversationIds: readonly string[]): Promise<ReplyRow[]> {
  return selectOfConversations(app, conversationIds);
}

/** Replies by id as they were decided, with how far they got; unknown ids are left out. */
export async function readReplyRows(app: App, ids: readonly string[]): Promise<ReplyRow[]> {
  return ids.length === 0 ? [] : selectByIds(app, ids);
}
