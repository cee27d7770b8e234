import type { ThreadOfCase } from '#respond/inbox/index.ts';
import { describeCase } from '../domain/history.ts';
import type { CaseDetail } from '../schema.ts';
import type { ActivityRow } from '../store/records.ts';

const MOST = 300;

/** What was done to a case and to each of its conversations, newest first. */
export function historyOf(
  lines: readonly ActivityRow[],
  threads: readonly Pick<ThreadOfCase, 'row' | 'activity'>[],
): CaseDetail['history'] {
  const own = lines.map((line) => {
    const canUndo = line.undoId !== null && !line.isUndone;
    return {
      id: line.id,
      at: line.at.toISOString(),
      who: line.actorName,
      action: line.action,
      text: `${line.actorName} ${describeCase(line.action, line.detail)}`,
      canUndo,
      undo: canUndo ? line.undoId : null,
      conversationId: null,
    };
  });
  const theirs = threads.flatMap(({ row, activity }) =>
    activity
      .filter((line) => !line.action.startsWith('case.'))
      .map(({ until: _until, ...line }) => ({ ...line, conversationId: row.id })),
  );
  return [...own, ...theirs].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST);
}
