import { Clock, Tag, UserRound, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { CaseDetail } from '#respond/cases/schema.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { Picker, type PickerKind } from '../inbox/pickers.tsx';
import { caseHandling, pickedCase } from './picked.ts';
import { useCaseActions } from './use-cases.ts';

/** Whose the case is, its labels, and when it comes back: done to all its conversations, with the keys of the inbox. */
export function CaseHandling({ detail }: { detail: CaseDetail }) {
  const actions = useCaseActions();
  const [picker, setPicker] = useState<PickerKind | null>(null);
  const group = t('cases.title');
  useShortcuts([
    { keys: 'a', label: t('cases.act.assign'), group, run: () => setPicker('assign') },
    { keys: 'l', label: t('cases.act.label'), group, run: () => setPicker('label') },
    { keys: 's', label: t('cases.act.snooze'), group, run: () => setPicker('snooze') },
  ]);
  // Nothing of a case without conversations can be handled: there is nothing yet that somebody could have.
  if (detail.threads === 0) return null;
  const [owner] = detail.assignees;
  const teams = [...new Set(detail.threadsOf.flatMap(({ row }) => row.team?.name ?? []))];
  const whose =
    owner === undefined
      ? (teams[0] ?? t('cases.assignees.none'))
      : detail.assignees.length === 1
        ? owner.name
        : t('cases.assignees.many');
  return (
    <>
      <Button
        icon={owner === undefined && teams.length > 0 ? UsersRound : UserRound}
        aria-label={`${t('cases.act.assign')}: ${whose}`}
        onClick={() => setPicker('assign')}
      >
        <span className="ellipsis case-whose">{whose}</span>
      </Button>
      <IconButton icon={Tag} label={t('cases.act.label')} shortcut="l" onClick={() => setPicker('label')} />
      <IconButton
        icon={Clock}
        label={t('cases.act.snooze')}
        shortcut="s"
        onClick={() => setPicker('snooze')}
      />
      <Picker
        kind={picker}
        rows={[pickedCase(detail)]}
        triage={caseHandling((ids, what, text) => void actions.change(ids, what, text))}
        onClose={() => setPicker(null)}
      />
    </>
  );
}
