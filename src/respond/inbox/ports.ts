import { type App, definePort } from '#platform/app/index.ts';
import type { ReplyView } from './schema.ts';

/** Replies of a conversation, told by the feature that sends them. */
export interface ConversationReplies {
  /** Newest last. */
  list(app: App, conversationId: string): Promise<readonly ReplyView[]>;
  /** The conversations go for good, in the ambient transaction, and everything that was answered in them. */
  forget(app: App, conversationIds: readonly string[]): Promise<void>;
}

/** Without an answer no replies are shown. */
export const conversationRepliesPort = definePort<ConversationReplies>('inbox.replies');
