import { useMemo } from 'react';
import { useCan } from '../../app/session.ts';
import { tn } from '../../i18n/index.ts';
import { useChange } from './changes.ts';
import { describeUntil } from './snooze.ts';

export interface Triage {
  setStatus(ids: readonly string[], status: 'open' | 'waiting' | 'done'): void;
  snooze(ids: readonly string[], until: Date, reason?: string): void;
  /** Null for nobody. `name` is said in the confirmation. */
  assign(ids: readonly string[], userId: string | null, name: string): void;
  /** Null for none. */
  giveToTeam(ids: readonly string[], teamId: string | null, name: string): void;
  label(ids: readonly string[], label: string, isOn: boolean): void;
  setUnread(ids: readonly string[], isUnread: boolean): void;
  /** Reading is not worth a word or an undo. */
  markRead(id: string): void;
}

/** What can be done with conversations, in the words of the product. Each can be undone. */
export function useTriage(): Triage {
  const can = useCan();
  const mayWork = can('inbox.work');
  const write = useChange();
  return useMemo(() => {
    const change: typeof write = (...args) => {
      if (mayWork) write(...args);
    };
    return {
      setStatus: (ids, status) => change(ids, { status }, tn(`inbox.did.${status}`, ids.length)),
      snooze: (ids, until, reason = '') =>
        change(
          ids,
          { status: 'snoozed', snoozedUntil: until.toISOString(), snoozeReason: reason },
          tn('inbox.did.snoozed', ids.length, { time: describeUntil(until, new Date()) }),
        ),
      assign: (ids, userId, name) =>
        change(
          ids,
          { assigneeId: userId },
          userId === null
            ? tn('inbox.did.unassigned', ids.length)
            : tn('inbox.did.assigned', ids.length, { name }),
        ),
      giveToTeam: (ids, teamId, name) =>
        change(
          ids,
          { teamId },
          teamId === null ? tn('inbox.did.noTeam', ids.length) : tn('inbox.did.team', ids.length, { name }),
        ),
      label: (ids, label, isOn) =>
        change(
          ids,
          isOn ? { addLabels: [label] } : { removeLabels: [label] },
          tn(isOn ? 'inbox.did.labelled' : 'inbox.did.unlabelled', ids.length, { label }),
        ),
      setUnread: (ids, isUnread) =>
        change(ids, { isUnread }, tn(isUnread ? 'inbox.did.unread' : 'inbox.did.read', ids.length)),
      markRead: (id) => change([id], { isUnread: false }),
    };
  }, [write, mayWork]);
}
