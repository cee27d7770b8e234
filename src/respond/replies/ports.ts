import { type Actor, type App, definePort } from '#platform/app/index.ts';
import type { Envelope, OwnAccount } from '#connectors/kit/index.ts';
import type { StoredPost } from '#listen/posts/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import type { ReplyWish } from './wish.ts';

/** A reply that somebody wants to send, as it is looked at before it is decided. */
export interface WishedReply {
  conversation: Conversation;
  /** The post that is answered. */
  post: StoredPost;
  account: OwnAccount;
  wish: ReplyWish;
}

/** Why a reply should not leave as it is. Who has `permission` may send it nevertheless and says why. */
export interface ReplyObjection {
  /** `voice.never_say`: stable, and unique in one reply. */
  code: string;
  /** One sentence for the agent. */
  text: string;
  /** Null: nobody may. */
  permission: string | null;
}

/** Something to ask before a reply is decided. All checks are asked in the transaction that decides, in the order of the port's list. */
export interface ReplyCheck {
  /** `voice` */
  name: string;
  /** Objections; none lets it pass. Throws an AppError where nothing can be said against it (the stage does not let anybody send). */
  check(app: App, actor: Actor, reply: WishedReply): Promise<readonly ReplyObjection[]>;
  /** Told of the reply that was decided, in the same transaction. */
  decided?(app: App, actor: Actor, reply: WishedReply, replyId: string): Promise<void>;
}

/** What every reply is asked. Without it everybody with the permission to send may. */
export const replyChecksPort = definePort<readonly ReplyCheck[]>('replies.checks');

/** Everything of a reply that a reader of it could notice: what is said, what goes along, as whom, and to what. */
export interface ReplyParts {
  network: string;
  accountId: string;
  origin: string;
  /** External id of the post that is answered. */
  target: string;
  text: string;
  envelope: Envelope | null;
  /** In their order; `sha256` in hex. */
  files: readonly { name: string; sha256: string }[];
}

/** A reply at the moment in which it is decided. */
export interface AskedReply extends Omit<ReplyParts, 'text'> {
  id: string;
  conversation: Conversation;
  postId: string;
  accountHandle: string;
  /** What the author would say; the first is what he would choose himself. */
  texts: readonly string[];
  /** The author himself wants somebody to look at it. */
  isWanted: boolean;
  /** The author's word to whoever decides. */
  note: string | null;
}

/** Lets replies wait for somebody else's word before they go to the outbox. */
export interface ReplyApproval {
  /** Asked in the transaction that decides the reply. True: it waits, and is handed over by `handOverReply`, or ended. */
  ask(app: App, actor: Actor, reply: AskedReply): Promise<boolean>;
  /** Somebody takes back what waits, in the ambient transaction, with the conversation locked. */
  withdraw(app: App, actor: Actor, replyId: string): Promise<void>;
  /** What waits for its time is given up, whoever wrote it. In the ambient transaction, with the conversation locked. */
  drop(app: App, actor: Actor, replyId: string): Promise<void>;
  /** Somebody took back, in the ambient transaction, what was in the outbox and had not left. */
  cancelled(app: App, actor: Actor, replyId: string): Promise<void>;
  /** Asked before each send: why this must not leave, in words; undefined when it may. */
  refusalOf(app: App, replyId: string, parts: ReplyParts): Promise<string | undefined>;
}

/** Without an answer nothing waits. */
export const replyApprovalPort = definePort<ReplyApproval>('replies.approval');

/** Told, in the ambient transaction, that a reply which waited for the time of a schedule was given up. */
export const scheduleEndedPort =
  definePort<(app: App, scheduleId: string) => Promise<void>>('replies.schedule-ended');
