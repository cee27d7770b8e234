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
    if (!isLeft && queued.why !== 'wrote') await carryOut(app, conversation, plan);
    if (queued.why !== 'wrote') await letWatch(app, conversation, plan);
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

/** Whoever watches changes nothing of the conversation: not who has it, nor when it is its turn. */
async function letWatch(app: App, { id }: Conversation, { watching }: Plan): Promise<void> {
  for (const { rule, userIds } of watching) await addWatchers(app, rule, id, userIds);
  const [first, ...more] = watching;
  if (first)
    await insertMoves(
      app,
      id,
      [first, ...more].map(({ rule }) => rule.id),
    );
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
  await insertMoves(
    app,
    conversation.id,
    plan.rules.map(({ id }) => id),
  );
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
