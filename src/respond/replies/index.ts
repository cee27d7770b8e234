/** Replies: decided once, sent once, shown in the thread they belong to. */
export { type ReplyGate, replyGatePort } from './ports.ts';
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
  type ReplyWish,
  retryReply,
} from './service.ts';
export { replyHookTypes } from './hooks.ts';
export { noteDeliveries } from './deliveries.ts';
export { removeReply } from './remove.ts';
export { registerReplySenders, releaseReplies } from './sender.ts';
