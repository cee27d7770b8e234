import type { Actor, App } from '#platform/app/index.ts';
import { addNotice } from '#people/notices/index.ts';
import {
  changeConversations,
  type Conversation,
  findConversations,
  lockConversation,
} from '#respond/inbox/index.ts';
import { addWatchers } from '#respond/watching/index.ts';
import { offerAnswer } from '#respond/out-of-hours/index.ts';
import { decide } from '../domain/decide.ts';
import type { Plan, Situation } from '../domain/types.ts';
import { caseMakerPort } from '../ports.ts';
import { insertMoves } from '../rules/store.ts';
import { readyRules } from './ready.ts';
import { readStaffing, situationOf } from './situation.ts';
import { dropWaiting, keepWaiting, lockSeats, noteTurn, takeQueued } from './store.ts';

/** Decides the oldest queued conversation, in one transaction with everything that follows. Answers whether there was one. */
export async function routeNext(app: App): Promise<boolean> {
  return app.db.transaction(async () => {
    await lockSeats(app);
    const queued = await takeQueued(app);
    if (!queued) return false;
    const [known] = await findConversations(app, [queued.conversationId]);
    if (!known) return true;
    const conversation = await lockConversation(app, queued.conversationId);
    if (conversation.isGone || conversation.status === 'done') return true;
    const rules = await readyRules(app);
    if (rules.length === 0) return true;
    const situation = await situationOf(app, conversation, await readStaffing(app));
    const isLeft = queued.why === 'returned' && isInHands(situation);
    const asked = { ...freed(situation), labelsBefore: queued.labelsBefore };
    const plan = decide(rules, asked);
    const isAsked = queued.why !== 'wrote';
    const acting = isAsked && !isLeft ? plan.rules : [];
    const watching = isAsked ? plan.watching : [];
    if (acting.length > 0) await carryOut(app, conversation, plan);
    for (const { rule, userIds } of watching) await addWatchers(app, rule, conversation.id, userIds);
    const moved = new Set([...acting, ...watching.map(({ rule }) => rule)].map(({ id }) => id));
    if (moved.size > 0) await insertMoves(app, conversation.id, [...moved]);
    await offer(app, conversation, plan);
    return true;
  });
}

/** The customer wrote again: whoever has it and is there keeps it. */
function isInHands({ assigneeId, candidates }: Situation): boolean {
  return candidates.some(({ id, isAway }) => id === assigneeId && !isAway);
}

/** Who is away when the customer comes back has it no longer. */
function freed(situation: Situation): Situation {
  const owner = situation.candidates.find(({ id }) => id === situation.assigneeId);
  const isGone = situation.assigneeId !== null && (!owner || owner.isAway);
  return isGone && !situation.isByHand ? { ...situation, assigneeId: null } : situation;
}

export function ruleActor(id: string): Actor {
  return { kind: 'rule', id, name: 'Routing', role: 'manager', permissions: new Set(['*']) };
}

/** What is answered by itself is decided by who answers: by the hours, and once. */
async function offer(app: App, { id, lastPostId }: Conversation, { answer }: Plan): Promise<void> {
  if (!answer) return;
  await offerAnswer(app, {
    conversationId: id,
    postId: lastPostId,
    saidAt: await app.db.now(),
    rule: answer,
  });
}

async function carryOut(app: App, conversation: Conversation, plan: Plan): Promise<void> {
  const [first] = plan.rules;
  if (!first) return;
  const actor = ruleActor(first.id);
  await changeConversations(app, actor, [conversation.id], {
    ...(plan.teamId === conversation.teamId ? {} : { teamId: plan.teamId }),
    ...(plan.assigneeId === null ? {} : { assigneeId: plan.assigneeId }),
    ...(plan.status === null ? {} : { status: plan.status }),
    addLabels: plan.labels,
    reason: plan.reason,
  });
  if (plan.assigneeId !== null) await noteTurn(app, plan.assigneeId);
  if (plan.waits) await keepWaiting(app, { conversationId: conversation.id, ...plan.waits });
  else await dropWaiting(app, [conversation.id]);
  if (plan.makeCase !== null && conversation.caseId === null)
    await app.find(caseMakerPort)?.makeCase(app, actor, conversation.id, plan.makeCase);
  for (const to of plan.notify)
    await addNotice(app, {
      to,
      level: 'info',
      title: `Routing: ${first.name}`,
      text: conversation.title ?? conversation.excerpt,
      link: `/inbox/${conversation.id}`,
      key: `routing:${first.id}:${conversation.id}`,
    });
}
