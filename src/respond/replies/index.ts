/** Replies: decided once, sent once, shown in the thread they belong to. */
export { type ReplyCheck, type ReplyObjection, replyChecksPort, type WishedReply } from './ports.ts';
export type { ReplyOverride, ReplyWish } from './wish.ts';
export { repliesFeature } from './feature.ts';
export {
  cancelReply,
  confirmReplyAbsent,
  confirmReplySent,
  forgetReplies,
  listConversationReplies,
  listReplies,
  preflightReply,
  queueReply,
  readReply,
  retryReply,
} from './service.ts';
export { replyHookTypes } from './hooks.ts';
export { noteDeliveries } from './deliveries.ts';
export { removeReply } from './remove.ts';
export { registerReplySenders, releaseReplies } from './sender.ts';
