import type { ConversationChange, ConversationRow } from '../../api/types.ts';
import { fits, type QueueFilters } from './filters.ts';

/** A row as the queue shows it. `hasLeft`: somebody else changed it so that it no longer belongs here; it stays until the list is renewed. */
export interface ShownRow {
  row: ConversationRow;
  hasLeft: boolean;
}

/**
 * Rows in their places. Nothing moves by itself: a row that a colleague finished stays, marked; a row that the viewer finished (its id is in
 * `ownChanges`) goes away, and comes back to the same place when that is undone.
 */
export function placeRows(
  rows: readonly ConversationRow[],
  filters: QueueFilters,
  me: string,
  ownChanges: ReadonlySet<string>,
): ShownRow[] {
  const shown: ShownRow[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    // Pages overlap when a row moved down between two reads.
    if (seen.has(row.id)) continue;
    seen.add(row.id);
    const belongs = fits(row, filters, me);
    if (belongs || !ownChanges.has(row.id)) shown.push({ row, hasLeft: !belongs });
  }
  return shown;
}

/**
 * How many rows of a fresh first page are new: what the pill announces. While there are pages not read yet (`hasMore`), unknown rows at the
 * end of the fresh page are only those that moved up from there.
 */
export function countNew(
  rows: readonly ConversationRow[],
  head: readonly ConversationRow[],
  filters: QueueFilters,
  me: string,
  hasMore: boolean,
): number {
  const known = new Set(rows.map((row) => row.id));
  const lastKnown = head.findLastIndex((row) => known.has(row.id));
  const fresh = hasMore && lastKnown !== -1 ? head.slice(0, lastKnown) : head;
  return fresh.filter((row) => !known.has(row.id) && fits(row, filters, me)).length;
}

/** Takes newer versions of rows into a list without moving anything. Gives the same array when nothing is newer. */
export function renewRows(
  rows: ConversationRow[],
  newer: ReadonlyMap<string, ConversationRow>,
): ConversationRow[] {
  let hasChanged = false;
  const renewed = rows.map((row) => {
    const other = newer.get(row.id);
    if (other === undefined || other.version < row.version || other === row) return row;
    hasChanged = true;
    return other;
  });
  return hasChanged ? renewed : rows;
}

/** The row as it will be once the server has done the change; shown at once. */
export function changeRow(
  row: ConversationRow,
  change: ConversationChange,
  nameOf: (userId: string) => string,
): ConversationRow {
  const labels = row.labels.filter((label) => !change.removeLabels?.includes(label));
  return {
    ...row,
    status: change.status ?? row.status,
    snoozeReason:
      change.status === undefined
        ? row.snoozeReason
        : change.status === 'snoozed'
          ? change.snoozeReason || null
          : null,
    snoozedUntil:
      change.status === undefined
        ? row.snoozedUntil
        : change.status === 'snoozed'
          ? (change.snoozedUntil ?? null)
          : null,
    assignee:
      change.assigneeId === undefined
        ? row.assignee
        : change.assigneeId === null
          ? null
          : { id: change.assigneeId, name: nameOf(change.assigneeId) },
    team: change.teamId === null ? null : row.team,
    labels: [...labels, ...(change.addLabels ?? []).filter((label) => !labels.includes(label))],
    isUnread: change.isUnread ?? row.isUnread,
  };
}

/** The row one step up or down from `id`; the first one when `id` is not in the list. Null at the ends. */
export function neighbour(rows: readonly ShownRow[], id: string | null, step: 1 | -1): string | null {
  const index = rows.findIndex(({ row }) => row.id === id);
  if (index === -1) return step === 1 ? (rows[0]?.row.id ?? null) : (rows.at(-1)?.row.id ?? null);
  return rows[index + step]?.row.id ?? null;
}

/** Where to go when `gone` leave the list: the next row that stays, else the one before, else nowhere. */
export function afterLeaving(
  rows: readonly ShownRow[],
  id: string,
  gone: ReadonlySet<string>,
): string | null {
  const index = rows.findIndex(({ row }) => row.id === id);
  const stays = ({ row }: ShownRow) => !gone.has(row.id);
  return (
    rows.slice(index + 1).find(stays)?.row.id ??
    rows.slice(0, Math.max(0, index)).findLast(stays)?.row.id ??
    null
  );
}

/** All ids between two rows, both included, in the list's order: for shift-click. */
export function idsBetween(rows: readonly ShownRow[], from: string, to: string): string[] {
  const a = rows.findIndex(({ row }) => row.id === from);
  const b = rows.findIndex(({ row }) => row.id === to);
  if (a === -1 || b === -1) return b === -1 ? [] : [to];
  return rows.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ row }) => row.id);
}
