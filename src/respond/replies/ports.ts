import { type Actor, type App, definePort } from '#platform/app/index.ts';

/** Says whether a person may send now; throws an AppError with the reason when not. */
export interface ReplyGate {
  /** Asked in the transaction that decides the reply, for every reply that is sent. */
  check(app: App, actor: Actor, reply: { network: string; accountId: string }): Promise<void>;
}

/** Without an answer everybody with the permission may. */
export const replyGatePort = definePort<ReplyGate>('replies.gate');
