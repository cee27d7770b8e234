import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { api } from '../../api/client.ts';
import { ApiError } from '../../api/errors.ts';
import { queries } from '../../api/queries.ts';
import type { ChangeResult, ConversationChange, ConversationRow, StaffMember } from '../../api/types.ts';
import { inParts, type Parts, tellLeft } from '../../app/in-parts.ts';
import { forgetUndo, offerUndo, type Undoable } from '../../app/undo.ts';
import { showToast } from '../../components/toast-store.ts';
import { toastError } from '../../components/toast-error.ts';
import { inTurn, PATIENCE_MS } from './in-turn.ts';
import { lookAgain, settle } from './look-again.ts';
import { loadedRows, rowFields, writeRows } from './queries.ts';
import { changeRow } from './queue.ts';
import { undoChange } from './undo-change.ts';

/** Changes conversations: shown at once, undone with `z`, taken back when the server refuses. `text` says what was done; without it nothing is said. */
export function useChange(): (ids: readonly string[], change: ConversationChange, text?: string) => void {
  const queryClient = useQueryClient();
  return useCallback((ids, change, text) => startChange(queryClient, ids, change, text), [queryClient]);
}

/** Ids of conversations that this viewer changed; they leave a list at once instead of staying there marked. */
export function useOwnChanges(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => ownChanges,
  );
}

/** Counts a conversation among those the viewer changed, for changes that go another way, like a reply with a status. */
export function noteOwnChange(ids: readonly string[]): void {
  ownChanges = new Set([...ownChanges, ...ids]);
  for (const listener of listeners) listener();
}

let ownChanges: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

/** See `useChange`, with the cache of the lists in hand. */
export function startChange(
  queryClient: QueryClient,
  ids: readonly string[],
  change: ConversationChange,
  text: string | undefined,
): void {
  if (ids.length === 0) return;
  const before = [...loadedRows(queryClient, ids).values()].map(rowFields);
  noteOwnChange(ids);
  writeRows(
    queryClient,
    before.map((row) => changeRow(row, change, staffName(queryClient))),
  );
  const sent = inTurn(() => inParts(ids, text ?? '', (part) => send(queryClient, part, change)));
  const undoable: Undoable | null =
    text === undefined ? null : { text, undo: () => undoChange(queryClient, { text, before, sent }) };
  if (undoable !== null) offerUndo(undoable);
  sent.then(
    (parts) => settleParts(queryClient, before, parts, ids.length),
    (error: unknown) => {
      if (undoable !== null) forgetUndo(undoable);
      takeBack(queryClient, before, error);
    },
  );
}

function send(
  queryClient: QueryClient,
  ids: readonly string[],
  change: ConversationChange,
): Promise<ChangeResult> {
  const only = ids.length === 1 ? ids[0] : undefined;
  const options = { patienceMs: PATIENCE_MS };
  if (only === undefined) return api.post<ChangeResult>('/inbox/bulk', { ids, change }, options);
  const guarded = change.status !== undefined || change.assigneeId !== undefined;
  const version = guarded ? loadedRows(queryClient, [only]).get(only)?.version : undefined;
  const body = { ...change, ...(version !== undefined && { version }) };
  return api.patch<ChangeResult>(`/inbox/${only}`, body, options);
}

const rowsOf = ({ answers }: { answers: readonly ChangeResult[] }) => answers.flatMap(({ items }) => items);

/** Rows of parts that were not done, as they were. */
function rowsLeft(before: readonly ConversationRow[], { left }: Parts<ChangeResult>): ConversationRow[] {
  const ids = new Set(left?.ids);
  return before.filter((row) => ids.has(row.id));
}

function settleParts(
  queryClient: QueryClient,
  before: readonly ConversationRow[],
  parts: Parts<ChangeResult>,
  total: number,
): void {
  settle(queryClient, rowsOf(parts));
  if (parts.left === null) return;
  const left = rowsLeft(before, parts);
  writeRows(queryClient, left);
  tellLeft(parts, total);
  void lookAgain(queryClient, left).catch(() => undefined);
}

function takeBack(queryClient: QueryClient, before: readonly ConversationRow[], error: unknown): void {
  writeRows(queryClient, before);
  const isUncertain = error instanceof ApiError && (error.status === 409 || error.code === 'no_answer');
  if (!isUncertain) {
    toastError(error);
    return;
  }
  // Somebody was faster, or nobody said whether it happened: what the server holds is shown, with its history.
  showToast({ text: error.message, tone: 'bad' });
  void lookAgain(queryClient, before).catch(toastError);
}

function staffName(queryClient: QueryClient): (id: string) => string {
  const staff = queryClient.getQueryData<{ items: StaffMember[] }>(queries.staff().queryKey)?.items ?? [];
  return (id) => staff.find((member) => member.id === id)?.name ?? '';
}
