/** Replies: decided once, sent once, shown in the thread they belong to. */
export type { ReplyOverride, ReplyWish } from './wish.ts';
export {
  type AskedReply,
  type ReplyApproval,
  replyApprovalPort,
  type ReplyCheck,
  replyChecksPort,
  type ReplyObjection,
  type ReplyParts,
  scheduleEndedPort,
  type WishedReply,
} from './ports.ts';
export { repliesFeature } from './feature.ts';
export {
  cancelReply,
  confirmReplyAbsent,
  confirmReplySent,
  forgetReplies,
  listConversationReplies,
  listReplies,
  preflightReply,
  readReplies,
  readRepliesSince,
  readReply,
  retryReply,
} from './service.ts';
/** Which of our own posts nobody wrote: provide it for `automaticPostsPort`. */
export { automaticPosts } from './automatic.ts';
/** Who answers where nobody chooses; provide `speakerIn` for `conversationSpeakerPort`. */
export { accountFor, accountWrittenTo, speakerIn } from './account.ts';
export { askAhead, queueReply, tryReply } from './queue.ts';
/** What waits for an approval: hand it to the outbox, end it, change it. */
export { endWaitingReply, handOverReply, noteWaiting, reviseWaitingReply } from './waiting.ts';
/** What waits for the time of a schedule. */
export { dropScheduledReply, releaseScheduledReply } from './scheduled.ts';
export { replyHookTypes } from './hooks.ts';
export { noteDeliveries } from './deliveries.ts';
export { removeReply } from './remove.ts';
export { registerReplySenders, releaseReplies } from './sender.ts';
export { readRepliesOf, readReplyRows } from './words.ts';
/** Whose files must stay as they are. */
export { unsentOwners } from './unsent.ts';
