import type { Actor, App } from '#platform/app/index.ts';
import { auditAll } from '#platform/audit/index.ts';
import { holds } from '#platform/http/index.ts';
import { replyErrors } from './errors.ts';
import { type ReplyObjection, replyChecksPort, type WishedReply } from './ports.ts';

/**
 * Asks every check, in the ambient transaction. Answers the objections that were overridden, for the record. Throws `reply.objected`
 * with all that remain.
 */
export async function askChecks(
  app: App,
  actor: Actor,
  reply: WishedReply,
): Promise<(ReplyObjection & { reason: string })[]> {
  const objections: ReplyObjection[] = [];
  for (const one of app.find(replyChecksPort) ?? []) objections.push(...(await one.check(app, actor, reply)));
  const reasons = new Map(reply.wish.overrides?.map(({ code, reason }) => [code, reason.trim()]));
  const may = ({ permission }: ReplyObjection) => permission !== null && holds(actor, permission);
  const isOverridden = (one: ReplyObjection) => may(one) && (reasons.get(one.code) ?? '') !== '';
  const open = objections.filter((one) => !isOverridden(one));
  if (open.length > 0)
    throw replyErrors('reply.objected', {
      reasons: open.map(({ text }) => text).join(' '),
      codes: open.map(({ code }) => code).join(','),
      mayOverride: open.every(may),
    });
  return objections.map((one) => ({ ...one, reason: reasons.get(one.code)! }));
}

/** Tells the checks, and writes down what was overridden. */
export async function tellChecks(
  app: App,
  actor: Actor,
  reply: WishedReply,
  replyId: string,
  overridden: readonly (ReplyObjection & { reason: string })[],
): Promise<void> {
  await auditAll(
    app,
    actor,
    overridden.map(({ code, text, reason }) => ({
      action: 'reply.overridden',
      subject: replyId,
      detail: { conversationId: reply.conversation.id, code, text, reason },
    })),
  );
  for (const one of app.find(replyChecksPort) ?? []) await one.decided?.(app, actor, reply, replyId);
}
