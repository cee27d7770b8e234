/** The inbox: one queue of conversations, ordered by how urgent they are and how long they wait. */
export { inboxErrors } from './errors.ts';
export { inboxFeature } from './feature.ts';
/** What intake tells: provide it for `postObserverPort`. */
export { inboxObserver } from './service/observe.ts';
/** What corrected labels mean for the queue: provide it for `correctionObserverPort`. */
export { inboxCorrections } from './service/corrected.ts';
/** What people said and heard, for the timeline of a person: provide it for `touchesPort`. */
export { inboxTouches } from './service/touches.ts';
/** What retention must leave alone: provide it for `postHoldsPort`. */
export { inboxHolds } from './service/holds.ts';
export {
  type AutomaticPosts,
  automaticPostsPort,
  type ConversationCases,
  conversationCasesPort,
  type ConversationConditions,
  conversationConditionsPort,
  type ConversationPromises,
  conversationPromisesPort,
  type ConversationReplies,
  conversationRepliesPort,
  type ConversationSpeaker,
  conversationSpeakerPort,
  type ReadCondition,
} from './ports.ts';
/** What `respond/cases` needs: which conversations belong to a case, and what was said in them. */
export {
  type CaseMove,
  conversationsOfCases,
  findConversations,
  moveToCases,
  readThreadsOf,
  type ThreadOfCase,
} from './service/of-case.ts';
export type { Conversation, Outgoing, Status } from './domain/conversation.ts';
export { threadOf } from './domain/conversation.ts';
export {
  keepDraft,
  lockConversation,
  lockIfThere,
  noteAutomaticReply,
  noteReplyNews,
  noteReplyQueued,
  noteReplyWaiting,
  type ReplyNews,
  restoreAfterCancel,
} from './service/outgoing.ts';
export {
  activityShape,
  type CaseLabel,
  type ConversationDetail,
  conversationId,
  conversationRow,
  factorShape,
  type ConversationRow,
  noteShape,
  type PromiseChip,
  envelopeShape,
  replyShape,
  type Speaker,
  replyState,
  type ReplyView,
} from './schema.ts';
export { type InboxAsked, listInbox } from './service/list.ts';
export {
  conversationsInThread,
  conversationsOfPosts,
  answeredConversations,
  conversationsSince,
  newestConversations,
  openConversationsOf,
  openConversationsWith,
  readEarlier,
  readLoads,
  readPast,
  waitingOfTeams,
} from './service/look.ts';
/** What waits and is open now: for reports and the wallboard. */
export {
  readOpenByPerson,
  readOpenByTeam,
  readWaiting,
  type StandingRow,
  type WaitingRow,
} from './service/waiting.ts';
/** What happened since a time, for looks back. */
export { linesSince, type PastLine } from './store/lines.ts';
/** Since when nobody said or did anything: for rules of time. */
export { quietConversations } from './store/quiet.ts';
/** Which of our accounts spoke last. */
export { lastSpeaker } from './service/spoke.ts';
/** Ids of colleagues who look at a conversation now, as far as this process has heard. */
export { presentNow } from './service/presence.ts';
/** What respond/search indexes. */
export {
  conversationIdsAfter,
  conversationIdsTouchedSince,
  newestOfAccounts,
  readNotesOf,
} from './service/words.ts';
export { readRows } from './service/present.ts';
export { findConversationOfPost, readConversation } from './service/detail.ts';
export { changeConversations, type Wish } from './service/change.ts';
/** For whoever has locked them and knows who there is. */
export { changeLocked } from './service/change.ts';
/** `placeFactor(app, key, byConversation)` gives conversations one reason for their place, or takes it away. */
export { noteOfPriority, placeFactor } from './service/factors.ts';
/** Gives what stands in the queues the places of the present weights. */
export { reweighConversations } from './service/reweigh.ts';
export { undoChange } from './service/undo.ts';
export { searchConversations, type Searched } from './service/search.ts';
export { type Colleague, findMentions } from './domain/mentions.ts';
/** A line of history that another feature writes. */
export { noteActivity } from './service/note-activity.ts';
export { addNote } from './service/notes.ts';
export { forgetColleagues, listLabels, readDraft, saveDraft } from './service/desk.ts';
/** Saved views of the inbox and of cases. */
export { countEach, type CountedViews, conditionedViews, listViews, saveView } from './service/views.ts';
export { conditionFor } from './service/view-condition.ts';
export {
  MOST_AT_ONCE,
  lookedShape,
  type Looked,
  viewCount,
  viewCountInput,
  viewCounts,
  type ViewCount,
} from './schema.ts';
export { type Follower, followConversations, tellFollowers } from './service/follow.ts';
export type { ConversationNews, ConversationState, NewsKind } from './domain/news.ts';
