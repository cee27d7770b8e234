import type { App } from '#platform/app/index.ts';
import { conversationsOfCases } from '#respond/inbox/index.ts';
import { type Case, derived } from '../domain/case.ts';
import { insertActivities, selectFollowers } from '../store/records.ts';
import { lockCases, updateCases } from '../store/cases.ts';
import { selectTypes } from '../store/types.ts';
import { tellDifferent, tellOpened } from '../hooks.ts';
import type { Told } from '../ports.ts';
import { announceCases } from './announce.ts';

/** A case whose status became another one. */
export interface Turn {
  before: Case;
  after: Case;
}

interface Refreshing {
  tells?: boolean;
  touched?: readonly string[];
  /** Who changed the conversations of each case, as far as it is known. */
  by?: ReadonlyMap<string, readonly string[]>;
}

const system = { id: 'system', name: 'Rapport' };

/**
 * Brings cases in step with their conversations, in the ambient transaction. Answers those whose status is another one now. What turned by
 * itself (not by the caller's own change) stands in the history when `tells`.
 */
export async function refreshCases(
  app: App,
  ids: readonly string[],
  { tells = false, touched = [], by = new Map() }: Refreshing = {},
): Promise<Turn[]> {
  const rows = await lockCases(app, ids);
  const [threads, types, followers] = await Promise.all([
    conversationsOfCases(app, ids),
    selectTypes(app),
    selectFollowers(app, ids),
  ]);
  const now = await app.db.now();
  const byCase = Map.groupBy(threads, (thread) => thread.caseId!);
  const turned = rows.map((before) => {
    const fields = types.find((type) => type.id === before.typeId)?.fields ?? [];
    const after = derived(before, byCase.get(before.id) ?? [], fields, followers.get(before.id) ?? []);
    return { before, after: { ...after, solvedAt: solvedAtOf(before, after, now) } };
  });
  const changed = turned.filter(
    ({ before, after }) => touched.includes(before.id) || JSON.stringify(before) !== JSON.stringify(after),
  );
  await updateCases(
    app,
    changed.map(({ after }) => after),
  );
  const turns = changed.filter(({ before, after }) => before.status !== after.status);
  const lines = turns.map(({ after }) => ({ caseId: after.id, action: `turned.${after.status}` }));
  if (tells) await insertActivities(app, system, lines, null);
  // A case that nobody wrote since it was made is being opened.
  const isNew = ({ before }: Turn) => before.version === 1;
  await tellOpened(
    app,
    changed.filter(isNew).map(({ after }) => after),
  );
  await tellDifferent(
    app,
    turns.flatMap((turn) => (isNew(turn) ? [] : statusOfTurn(turn, by.get(turn.after.id) ?? []))),
  );
  await announceCases(
    app,
    changed.map(({ after }) => after.id),
  );
  return turns;
}

function statusOfTurn({ before, after }: Turn, by: readonly string[]): Told {
  return { row: after, by, before: { status: before.status }, after: { status: after.status } };
}

/** A case is solved from the moment in which it first was, until it is not any more. */
function solvedAtOf(before: Case, after: Case, now: Date): Date | null {
  if (after.status === 'open' || after.status === 'waiting') return null;
  return before.solvedAt ?? now;
}
