import { type Actor, type App, definePort } from '#platform/app/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';
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
