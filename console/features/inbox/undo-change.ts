import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import type { ChangeResult, ConversationRow } from '../../api/types.ts';
import type { Parts } from '../../app/in-parts.ts';
import { tellKept, undoParts } from '../../app/undo-parts.ts';
import { showToast } from '../../components/toast-store.ts';
import { t } from '../../i18n/index.ts';
import { inTurn, PATIENCE_MS } from './in-turn.ts';
import { lookAgain, settle } from './look-again.ts';
import { writeRows } from './queries.ts';

export interface Begun {
  text: string;
  before: readonly ConversationRow[];
  sent: Promise<Parts<ChangeResult>>;
}

/** Takes a change back, once it has arrived: shown at once. One that failed was taken back and told already. */
export async function undoChange(queryClient: QueryClient, { text, before, sent }: Begun): Promise<void> {
  const parts = await sent.catch(() => undefined);
  if (parts === undefined) return;
  restore(
    queryClient,
    before,
    parts.answers.flatMap(({ items }) => items),
  );
  await undoAnswers(queryClient, text, parts.answers);
}

/** Parts that could not be taken back are shown as they stand: as the change left them, then as the server has them. */
async function undoAnswers(
  queryClient: QueryClient,
  text: string,
  changes: readonly ChangeResult[],
): Promise<void> {
  const undone = await inTurn(() =>
    undoParts(
      text,
      changes.map(({ undo }) => undo),
      (token) => api.post<ChangeResult>('/inbox/undo', { undo: token }, { patienceMs: PATIENCE_MS }),
    ),
  );
  settle(
    queryClient,
    undone.answers.flatMap(({ items }) => items),
  );
  if (undone.failed.length === 0) {
    showToast({ text: t('common.undone') });
    return;
  }
  const changesOf = (undos: readonly string[]) => changes.filter(({ undo }) => undos.includes(undo));
  const kept = changesOf(undone.failed.map(({ undo }) => undo)).flatMap(({ items }) => items);
  settle(queryClient, kept);
  tellKept(text, undone, (undos) => undoAnswers(queryClient, text, changesOf(undos)));
  void lookAgain(queryClient, kept).catch(() => undefined);
}

/** The old state under the newest version numbers, so that it counts as the newer one. */
function restore(
  queryClient: QueryClient,
  before: readonly ConversationRow[],
  after: readonly ConversationRow[],
): void {
  const versions = new Map(after.map((row) => [row.id, row.version]));
  writeRows(
    queryClient,
    before.map((row) => ({ ...row, version: Math.max(row.version, versions.get(row.id) ?? 0) })),
  );
}
