import type { App } from '#platform/app/index.ts';
import { type ReplyRow, selectOfConversations } from './store.ts';

/** Replies of these conversations that stand, for respond/search. */
export function readRepliesOf(app: App, conversationIds: readonly string[]): Promise<ReplyRow[]> {
  return selectOfConversations(app, conversationIds);
}
