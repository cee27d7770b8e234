import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { moveToCases } from '#respond/inbox/index.ts';
import { type Case, stateOf, withState } from '../domain/case.ts';
import { type CaseState, type CaseStep, difference, together } from '../domain/step.ts';
import { caseErrors } from '../errors.ts';
import { lockCases, selectCases, updateCases } from '../store/cases.ts';
import { insertActivities, insertUndo, type NewActivity } from '../store/records.ts';
import { tellDifferent } from '../hooks.ts';
import { moveThreads, selectCasesOf } from '../store/threads.ts';
import { tellFollowers } from './follow.ts';
import { refreshCases } from './refresh.ts';

/** Conversations that a case may have. */
export const MOST_THREADS = 500;

/** The cases, locked, in the order asked for. Throws `case.not_found`, and `case.merged` for one that went into another. */
export async function lockStanding(app: App, ids: readonly string[]): Promise<Case[]> {
  const rows = await lockCases(app, [...new Set(ids)]);
  const merged = rows.find((row) => row.mergedInto !== null);
  if (merged) {
    const [into] = await selectCases(app, [merged.mergedInto!]);
    throw caseErrors('case.merged', { number: into?.number ?? 0 });
  }
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (!row) throw caseErrors('case.not_found', { id });
    return row;
  });
}

/** Writes what people decided about locked cases. Answers what became different. */
export async function writeStates(
  app: App,
  wishes: readonly { row: Case; change: CaseState }[],
): Promise<CaseStep['cases']> {
  const changed = wishes.flatMap(({ row, change }) => {
    const after = withState(row, change);
    const step = difference(stateOf(row), stateOf(after));
    return step ? [{ after, step: { id: row.id, ...step } }] : [];
  });
  await updateCases(
    app,
    changed.map(({ after }) => after),
  );
  await tellDifferent(
    app,
    changed.map(({ after: row, step }) => ({ row, before: step.before, after: step.after })),
  );
  return changed.map(({ step }) => step);
}

/** Moves conversations to the cases where they belong now; null is nowhere. Answers what became different. */
export async function placeThreads(
  app: App,
  actor: Pick<Actor, 'id' | 'name'>,
  wishes: readonly { conversationId: string; caseId: string | null }[],
  until?: Date,
): Promise<CaseStep['threads']> {
  const now = await selectCasesOf(
    app,
    wishes.map((wish) => wish.conversationId),
  );
  const moves = wishes.flatMap(({ conversationId, caseId }) => {
    const before = now.get(conversationId) ?? null;
    return before === caseId ? [] : [{ conversationId, before, after: caseId }];
  });
  if (moves.length === 0) return [];
  const cases = await selectCases(app, [
    ...new Set(moves.flatMap((move) => move.after ?? move.before ?? [])),
  ]);
  const numberOf = (id: string | null) => cases.find((row) => row.id === id)?.number ?? 0;
  const was = await moveToCases(
    app,
    actor,
    moves.map(({ conversationId, before, after }) => ({
      conversationId,
      caseId: after,
      number: numberOf(after ?? before),
    })),
  );
  // Locked only now: somebody may have been faster.
  const taken = moves.find(({ conversationId, before }) => was.get(conversationId) !== before);
  if (taken) {
    const [other] = await selectCases(app, [was.get(taken.conversationId) ?? '']);
    throw caseErrors('case.in_other', { number: other?.number ?? 0 });
  }
  await moveThreads(
    app,
    moves.map(({ conversationId, after }) => ({ conversationId, caseId: after })),
    until,
  );
  return moves;
}

/** What a change leaves behind. */
export interface Done {
  action: string;
  step: CaseStep;
  /** Lines of the history. */
  lines: readonly NewActivity[];
  detail?: Record<string, unknown>;
}

/** Ends a change, in the ambient transaction: history, undo, audit; and the cases stand as their conversations do. Answers the token of the undo. */
export async function finish(app: App, actor: Actor, { action, step, lines, detail }: Done): Promise<string> {
  const touched = [
    ...new Set([
      ...step.ids,
      ...step.cases.map(({ id }) => id),
      ...step.threads.flatMap(({ before, after }) => [before, after]),
      ...lines.map((line) => line.caseId),
    ]),
  ].filter((id) => id !== null);
  const turned = (await refreshCases(app, touched, { touched })).flatMap(({ before, after }) => {
    const state = difference(stateOf(before), stateOf(after));
    return state ? [{ id: after.id, ...state }] : [];
  });
  const undo = await insertUndo(app, actor.id, {
    ...step,
    ids: touched,
    turned: together(step.turned, turned),
  });
  await insertActivities(app, actor, lines, undo);
  await audit(app, actor, {
    action: `case.${action}`,
    subject: touched.length === 1 ? touched[0]! : (lines[0]?.caseId ?? 'cases'),
    detail: { ids: touched.slice(0, 50), ...detail },
  });
  await tellFollowers(app, actor, lines);
  return undo;
}
