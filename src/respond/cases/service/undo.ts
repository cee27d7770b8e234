import type { Actor, App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { undoChange } from '#respond/inbox/index.ts';
import { stateOf } from '../domain/case.ts';
import { type CaseState, type CaseStep, inverted, isAsLeft, stands } from '../domain/step.ts';
import { caseErrors } from '../errors.ts';
import { lockCases, selectCases, selectHolding } from '../store/cases.ts';
import { deleteLinks, insertLinks } from '../store/links.ts';
import { takeUndo } from '../store/records.ts';
import { selectCasesOf } from '../store/threads.ts';
import type { CaseChanged } from './open.ts';
import { finish, placeThreads, writeStates } from './write.ts';

/**
 * Takes a change back exactly, as long as nobody changed the same things since; the answer's own token does it again. Throws
 * `case.undo_unknown`, `case.undo_used`, `case.undo_overtaken`.
 */
export async function undoCaseChange(app: App, actor: Actor, token: string): Promise<CaseChanged> {
  return app.db.transaction(async () => {
    const taken = await takeUndo(app, token);
    if (!taken) throw caseErrors('case.undo_unknown');
    if (taken.isUsed) throw caseErrors('case.undo_used');
    const { step } = taken;
    const rows = await lockCases(
      app,
      [...[...step.cases, ...step.turned].map(({ id }) => id), ...targetsOf(step)],
      true,
    );
    const placed = await selectCasesOf(
      app,
      step.threads.map(({ conversationId }) => conversationId),
    );
    const states = new Map(rows.map((row) => [row.id, stateOf(row)]));
    if (!isAsLeft(step, states, placed)) throw caseErrors('case.undo_overtaken');
    const inboxUndo = step.inboxUndo === null ? null : await undoHandling(app, actor, step.inboxUndo);
    const back = inverted(step, inboxUndo);
    await placeThreads(
      app,
      actor,
      back.threads.map(({ conversationId, after }) => ({ conversationId, caseId: after })),
    );
    await writeStates(
      app,
      rows.map((row) => ({ row, change: changeOf(row.id, back, states) })),
    );
    await mustLoseNothing(app, step, back);
    await undoLinks(app, actor, back);
    const standing = step.ids.filter((id) =>
      back.cases.every((one) => one.id !== id || !one.after['deletedAt']),
    );
    const lines = standing.map((caseId) => ({ caseId, action: 'undone' }));
    const undo = await finish(app, actor, { action: 'undone', step: back, lines });
    return { ids: standing, undo };
  });
}

/** What is decided goes back, and what followed by itself where nobody decided otherwise since. */
function changeOf(id: string, back: CaseStep, states: ReadonlyMap<string, CaseState>): CaseState {
  const turned = back.turned.find((one) => one.id === id && stands(states.get(id), one.before));
  const decided = back.cases.find((one) => one.id === id);
  return { ...turned?.after, ...decided?.after };
}

/** Cases into which taking it back puts something. */
function targetsOf(step: CaseStep): string[] {
  return [
    ...step.threads.flatMap(({ before }) => before ?? []),
    ...step.cases.flatMap(({ before }) => (before['mergedInto'] ? String(before['mergedInto']) : [])),
  ];
}

/** Nothing may end in a case that is merged or removed since, nor in one that goes now: nobody would find it. */
async function mustLoseNothing(app: App, step: CaseStep, back: CaseStep): Promise<void> {
  const going = back.cases.flatMap(({ id, after }) => (after['deletedAt'] ? id : []));
  const targets = await selectCases(app, targetsOf(step));
  const isLost = targets.some((row) => row.mergedInto !== null || row.deletedAt !== null);
  if (isLost || (await selectHolding(app, going)).length > 0) throw caseErrors('case.undo_overtaken');
}

async function undoLinks(app: App, actor: Actor, back: CaseStep): Promise<void> {
  const added = back.links.filter((link) => link.isAdded);
  const removed = back.links.filter((link) => !link.isAdded);
  if (added.length > 0) await insertLinks(app, added, actor.id);
  if (removed.length > 0) await deleteLinks(app, removed);
}

async function undoHandling(app: App, actor: Actor, token: string): Promise<string> {
  try {
    return (await undoChange(app, actor, token)).undo;
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith('inbox.undo'))
      throw caseErrors('case.undo_overtaken', {}, error);
    throw error;
  }
}
