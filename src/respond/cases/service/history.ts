import type { ThreadOfCase } from '#respond/inbox/index.ts';
import { describeCase, endOf, tellsOf } from '../domain/history.ts';
import type { CaseDetail } from '../schema.ts';
import type { ActivityRow } from '../store/records.ts';

const MOST = 300;

/** What was done to a case and to each of its conversations, newest first; what was done to all of them at once, once. */
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
      until: endOf(line.detail),
      canUndo,
      undo: canUndo ? line.undoId : null,
      conversationId: null,
    };
  });
  // One transaction, one moment: what somebody did to the case is written on its conversations in the same one.
  const momentOf = (at: string, who: string) => `${at} ${who}`;
  const told = new Map<string, string[]>();
  for (const { at, actorName, action } of lines) {
    const moment = momentOf(at.toISOString(), actorName);
    told.set(moment, [...(told.get(moment) ?? []), ...tellsOf(action)]);
  }
  const isTold = ({ at, who, action }: { at: string; who: string; action: string }) =>
    told.get(momentOf(at, who))?.includes(action) === true;
  const theirs = threads.flatMap(({ row, activity }) =>
    activity
      .filter((line) => !line.action.startsWith('case.') && !isTold(line))
      .map((line) => ({ ...line, conversationId: row.id })),
  );
  return [...own, ...theirs].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST);
}
