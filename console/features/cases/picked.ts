import type { CaseChange, CaseRow } from '#respond/cases/schema.ts';
import { t } from '../../i18n/index.ts';
import type { Picked, PickedActions } from '../inbox/picked.ts';

/** A case for the lists of colleagues, labels and times: several owners are none. */
export function pickedCase({ id, labels, assignees }: Pick<CaseRow, 'id' | 'labels' | 'assignees'>): Picked {
  return { id, labels, assignee: assignees.length === 1 ? assignees[0]! : null };
}

/** What these lists do with cases: it is done to all their conversations, and can be undone. */
export function caseHandling(
  change: (ids: readonly string[], what: CaseChange, text: string) => void,
): PickedActions {
  return {
    assign: (ids, assigneeId, name) =>
      change(
        ids,
        { assigneeId },
        assigneeId === null ? t('cases.did.unassigned') : t('cases.did.assigned', { name }),
      ),
    giveToTeam: (ids, teamId, name) => change(ids, { teamId }, t('cases.did.team', { name })),
    label: (ids, label, isOn) =>
      change(
        ids,
        isOn ? { addLabels: [label] } : { removeLabels: [label] },
        t(isOn ? 'cases.did.labelled' : 'cases.did.unlabelled', { label }),
      ),
    snooze: (ids, until, reason) =>
      change(
        ids,
        { snoozedUntil: until.toISOString(), ...(reason ? { snoozeReason: reason } : {}) },
        t('cases.did.snoozed'),
      ),
  };
}
