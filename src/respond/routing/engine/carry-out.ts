import type { Actor, App } from '#platform/app/index.ts';
import { addNotice } from '#people/notices/index.ts';
import { changeLocked, type Conversation, noteActivity } from '#respond/inbox/index.ts';
import { addWatchers } from '#respond/watching/index.ts';
import type { Cause } from '../domain/guard.ts';
import type { Plan } from '../domain/types.ts';
import { caseMakerPort } from '../ports.ts';
import { insertMoves } from '../rules/store.ts';
import { dropWaiting, keepWaiting, noteTurn } from './store.ts';

/** What a plan follows from. */
export interface Reason {
  /** What follows from it comes from this: the rules that led here, with those that act at the end. */
  cause: Cause;
  /** What happened, in words; absent where it arrived. */
  because?: string | undefined;
  /** The same is told again only after somebody has seen it. */
  noticeKey: string;
}

export function ruleActor(id: string): Actor {
  return { kind: 'rule', id, name: 'Routing', role: 'manager', permissions: new Set(['*']) };
}

/** Does what rules want of a locked conversation, in the ambient transaction, and notes which of them acted. */
export async function carryOut(
  app: App,
  conversation: Conversation,
  plan: Plan,
  reason: Reason,
): Promise<void> {
  const [first] = plan.rules;
  await app.db.together(async () => {
    if (first) await change(app, conversation, plan, first, reason);
    const moved = new Set([...plan.rules, ...plan.watching.map(({ rule }) => rule)].map(({ id }) => id));
    if (moved.size > 0) await insertMoves(app, conversation.id, [...moved], reason.cause);
  });
  if (first) await tell(app, conversation, plan, first, reason);
  for (const { rule, userIds } of plan.watching) await addWatchers(app, rule, conversation.id, userIds);
}

type First = Plan['rules'][number];

/** The conversation itself, and where it waits. */
async function change(
  app: App,
  conversation: Conversation,
  plan: Plan,
  first: First,
  reason: Reason,
): Promise<void> {
  const actor = ruleActor(first.id);
  const [after] = await changeLocked(app, actor, [conversation], {
    ...(plan.teamId === conversation.teamId ? {} : { teamId: plan.teamId }),
    ...(plan.assigneeId === null ? {} : { assigneeId: plan.assigneeId }),
    ...(plan.status === null ? {} : { status: plan.status }),
    addLabels: plan.labels,
    reason: plan.reason,
  });
  // Who is only told, or finds it done already, is in the history too.
  if (reason.because !== undefined && after?.version === conversation.version)
    await noteActivity(app, actor, {
      conversationId: conversation.id,
      action: 'explained',
      detail: { reason: plan.reason, what: [] },
    });
  if (plan.assigneeId !== null) await noteTurn(app, plan.assigneeId);
  if (plan.waits) await keepWaiting(app, { conversationId: conversation.id, ...plan.waits });
  // A rule that has nothing to say of who gets it leaves it in the queue.
  else if (plan.assigneeId !== null || plan.status === 'done' || plan.teamId !== conversation.teamId)
    await dropWaiting(app, [conversation.id]);
}

/** What is made of it beside, and who is told. */
async function tell(
  app: App,
  conversation: Conversation,
  plan: Plan,
  first: First,
  reason: Reason,
): Promise<void> {
  if (plan.makeCase !== null && conversation.caseId === null)
    await app.find(caseMakerPort)?.makeCase(app, ruleActor(first.id), conversation.id, plan.makeCase);
  const words = conversation.title ?? conversation.excerpt;
  for (const to of plan.notify)
    await addNotice(app, {
      to,
      level: 'info',
      title: `Routing: ${first.name}`,
      text: reason.because === undefined ? words : `${sentence(reason.because)} “${words}”`,
      link: `/inbox/${conversation.id}`,
      key: `routing:${first.id}:${reason.noticeKey}`,
    });
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
