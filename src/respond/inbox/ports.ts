import { type App, definePort } from '#platform/app/index.ts';
import type { Condition } from '#lib/conditions/index.ts';
import type { Conversation } from './domain/conversation.ts';
import type { CaseLabel, PromiseChip, ReplyView, Speaker } from './schema.ts';

/** Replies of a conversation, told by the feature that sends them. */
export interface ConversationReplies {
  /** Newest last. */
  list(app: App, conversationId: string): Promise<readonly ReplyView[]>;
  /** The conversations go for good, in the ambient transaction, and everything that was answered in them. */
  forget(app: App, conversationIds: readonly string[]): Promise<void>;
}

/** Without an answer no replies are shown. */
export const conversationRepliesPort = definePort<ConversationReplies>('inbox.replies');

/** Which of our accounts a conversation is led with, told by the feature that sends replies. */
export interface ConversationSpeaker {
  /** Null where nobody spoke and nobody was named, so that every account may answer. */
  read(app: App, conversation: Conversation): Promise<Speaker | null>;
}

/** Without an answer every account may speak. */
export const conversationSpeakerPort = definePort<ConversationSpeaker>('inbox.speaker');

/** Cases that conversations belong to, told by the feature that keeps them. */
export interface ConversationCases {
  /** By case id; unknown ones are left out. */
  label(app: App, caseIds: readonly string[]): Promise<ReadonlyMap<string, CaseLabel>>;
}

/** Without an answer rows say nothing of cases. */
export const conversationCasesPort = definePort<ConversationCases>('inbox.cases');

/** What is promised in conversations, told by the feature that keeps the clocks. */
export interface ConversationPromises {
  /** By conversation, what is due first; those without a promise are left out. */
  read(app: App, conversationIds: readonly string[]): Promise<ReadonlyMap<string, PromiseChip>>;
  /** Conversations with a promise that is due soon, or was missed and still waits to be kept. */
  atRisk(app: App, state: 'soon' | 'missed'): Promise<readonly string[]>;
}

/** Without an answer rows say nothing of promises. */
export const conversationPromisesPort = definePort<ConversationPromises>('inbox.promises');

/** Our own posts that nobody wrote, told by the feature that sends them. */
export interface AutomaticPosts {
  /** Ids of those among these posts that the program said by itself: they answer nobody. In the ambient transaction of intake. */
  among(
    app: App,
    posts: readonly { id: string; network: string; externalId: string; text: string }[],
  ): Promise<ReadonlySet<string>>;
}

/** Without an answer somebody wrote all of them. */
export const automaticPostsPort = definePort<AutomaticPosts>('inbox.automatic-posts');

/** A condition about conversations, ready to be asked. */
export interface ReadCondition {
  when: Condition;
  /** In words. */
  text: string;
  /** Those of these conversations that it holds for, in their order. */
  sift(conversations: readonly Conversation[]): Promise<Conversation[]>;
}

/** Conditions, read by the feature that knows all facts of conversations. */
export interface ConversationConditions {
  /** Reads conditions, each by itself, into one that holds where all of them do. Throws `condition.invalid` with what is wrong in any. */
  read(app: App, conditions: readonly unknown[]): Promise<ReadCondition>;
}

/** What saved views with a condition need. */
export const conversationConditionsPort = definePort<ConversationConditions>('inbox.conditions');
