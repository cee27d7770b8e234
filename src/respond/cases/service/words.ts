import type { App } from '#platform/app/index.ts';
import type { CaseStatus } from '../domain/status.ts';
import type { CaseRow } from '../schema.ts';
import { selectCases, selectIdsAfter } from '../store/cases.ts';
import { selectNotes } from '../store/extras.ts';
import { selectTouchedSince } from '../store/records.ts';
import { presentIds } from './present.ts';
import { titleOf } from './title.ts';

/** What a case is found by. */
export interface CaseWords {
  id: string;
  number: number;
  title: string;
  labels: readonly string[];
  /** Fields and notes. */
  text: string;
  at: Date;
  status: CaseStatus;
  networks: readonly string[];
  assigneeIds: readonly string[];
}

/** The words of cases that stand. */
export async function readCaseWords(app: App, ids: readonly string[]): Promise<CaseWords[]> {
  const rows = (await selectCases(app, ids)).filter(
    (row) => row.deletedAt === null && row.mergedInto === null,
  );
  const notes = Map.groupBy(await selectNotes(app, ids), ({ caseId }) => caseId);
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: titleOf(row),
    labels: row.labels,
    text: [
      ...Object.values(row.fields).map(String),
      ...(notes.get(row.id) ?? []).map(({ text }) => text),
    ].join(' '),
    at: row.lastAt,
    status: row.status,
    networks: row.networks,
    assigneeIds: row.assigneeIds,
  }));
}

/** Ids of cases behind one, in order; '' is the beginning. */
export function caseIdsAfter(app: App, after: string, limit: number): Promise<string[]> {
  return selectIdsAfter(app, after, limit);
}

/** Cases in whose history something was written since a moment. */
export function caseIdsTouchedSince(app: App, at: Date): Promise<string[]> {
  return selectTouchedSince(app, at);
}

/** Cases as lists show them, in no order. */
export function readCaseRows(app: App, ids: readonly string[]): Promise<CaseRow[]> {
  return presentIds(app, ids);
}
