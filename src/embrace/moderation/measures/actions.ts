import type { Actor, App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Member, setMemberState, type StateWish } from '#people/members/index.ts';
import { countFact } from '#embrace/trust/index.ts';
import type { ActionKind } from '../domain.ts';
import { tellSuspended } from './mails.ts';
import { attachNewest, endMeasures, insertAction, type StateBefore, undoByDecision } from './store.ts';
import '../events.ts';

interface NewAction {
  what: ActionKind;
  memberId: string;
  subject?: { kind: string; id: string; title: string };
  reason: string;
  until?: Date | null;
  decisionId?: string;
  before?: StateBefore;
}

/** A notice comes when nobody has taken the action back meanwhile. */
const TELL_AFTER_MS = 8000;
export const TELL_JOB = 'moderation.tell';

/** Writes down what was done to a member, who can read it; `actor` is null where rules did it. In the ambient transaction. */
export async function recordAction(app: App, actor: Actor | null, action: NewAction): Promise<string> {
  const id = await noteAction(app, actor, action);
  await tellLater(app, id);
  return id;
}

/** The same without a notice: whoever calls it tells the member by itself. */
export async function noteAction(app: App, actor: Actor | null, action: NewAction): Promise<string> {
  const id = newId('mac');
  await insertAction(app, {
    id,
    memberId: action.memberId,
    what: action.what,
    kind: action.subject?.kind ?? null,
    subjectId: action.subject?.id ?? null,
    title: action.subject?.title.slice(0, 200) ?? null,
    reason: action.reason,
    until: action.until ?? null,
    byId: actor?.id ?? null,
    byName: actor?.name ?? null,
    decisionId: action.decisionId ?? null,
    beforeState: action.before ?? null,
  });
  return id;
}

/** The member is told of an action, or of what became of an appeal against it. */
export async function tellLater(app: App, actionId: string): Promise<void> {
  await app.jobs.enqueue(TELL_JOB, { actionId }, { key: `${TELL_JOB}:${actionId}`, delayMs: TELL_AFTER_MS });
}

/** What `setMemberState` tells, wherever it was asked for. */
export async function recordState(app: App, actor: Actor, before: Member, wish: StateWish): Promise<void> {
  if (wish.isUndo) return;
  const ended = await endMeasures(app, before.id, actor.name);
  if (wish.state === 'active') {
    if (ended > 0)
      await recordAction(app, actor, { what: 'freed', memberId: before.id, reason: wish.reason ?? '' });
    return;
  }
  const { reason, until } = wish;
  await countFact(app, before.id, 'measures');
  const id = await recordAction(app, actor, {
    what: wish.state,
    memberId: before.id,
    reason: reason ?? '',
    until,
    before: stateOf(before),
  });
  if (wish.state === 'suspended') await tellSuspended(app, before, { id, reason: reason ?? '', until });
}

function stateOf({ state, stateReason, stateUntil }: Member): StateBefore {
  if (state !== 'silenced' && state !== 'suspended') return { state: 'active', reason: null, until: null };
  return { state, reason: stateReason, until: stateUntil?.toISOString() ?? null };
}

/** A silence that came with a decision is taken back with it. */
export const attachMeasure = attachNewest;

/** Takes back what a decision did to members; they stand as before. */
export async function undoActions(app: App, actor: Actor, decisionId: string): Promise<void> {
  for (const row of await undoByDecision(app, decisionId, actor.name)) {
    if (row.what !== 'silenced' || !row.beforeState) continue;
    const { state, reason, until } = row.beforeState;
    await countFact(app, row.memberId, 'measures', -1);
    await setMemberState(app, actor, row.memberId, {
      state,
      reason,
      until: until === null ? null : new Date(until),
      isUndo: true,
    });
  }
}
