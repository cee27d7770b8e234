import type { App } from '#platform/app/index.ts';
import { type Conversation, lockIfThere } from '#respond/inbox/index.ts';
import { offerAnswer } from '#respond/out-of-hours/index.ts';
import { decide } from '../domain/decide.ts';
import { followedBy, NO_CAUSE } from '../domain/guard.ts';
import type { Plan, Situation } from '../domain/types.ts';
import { takeEvent } from '../triggers/store.ts';
import { carryOut } from './carry-out.ts';
import { decideEvent } from './event.ts';
import { readyRules } from './ready.ts';
import { freed, readStaffing, situationOf } from './situation.ts';
import { lockSeats, type QueuedRow, readMoment, takeQueued } from './store.ts';

/** Decides the oldest queued conversation, else the oldest event, in one transaction with everything that follows. Answers whether there was one. */
export async function routeNext(app: App): Promise<boolean> {
  return app.db.transaction(async () => {
    await lockSeats(app);
    const queued = await takeQueued(app);
    const event = queued ? undefined : await takeEvent(app);
    if (queued) await decideQueued(app, queued);
    if (event) await decideEvent(app, event);
    return (queued ?? event) !== undefined;
  });
}

/** Asks the rules about a conversation that is new, whose customer wrote, or whose labels changed. */
async function decideQueued(app: App, queued: QueuedRow): Promise<void> {
  const trigger = queued.why === 'labelled' ? 'labelled' : 'arrives';
  const conversation = await lockIfThere(app, queued.conversationId);
  if (!conversation || conversation.isGone || conversation.status === 'done') return;
  const moment = await readMoment(app);
  const ready = await readyRules(app, moment.revision);
  const rules = ready.rules.filter(({ on }) => on.includes(trigger));
  if (rules.length === 0) return;
  const situation = await situationOf(app, conversation, await readStaffing(app, moment), ready.sources);
  const plan = decide(rules, { ...freed(situation), labelsBefore: queued.labelsBefore });
  if (queued.why !== 'wrote') {
    const isLeft = queued.why === 'returned' && isInHands(situation);
    const acting = isLeft ? [] : plan.rules;
    const cause = followedBy(NO_CAUSE, acting);
    await carryOut(app, conversation, { ...plan, rules: acting }, { cause, noticeKey: conversation.id });
  }
  await offer(app, conversation, plan);
}

/** The customer wrote again: whoever has it and is there keeps it. */
function isInHands({ assigneeId, candidates }: Situation): boolean {
  return candidates.some(({ id, isAway }) => id === assigneeId && !isAway);
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
