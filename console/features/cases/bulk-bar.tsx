import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Clock, Hourglass, Link2, Merge, Tag, UserRound, UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { CaseChange, CaseRow } from '#respond/cases/schema.ts';
import { PART } from '../../app/in-parts.ts';
import { useUser } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Tick } from '../../components/choice.tsx';
import { Select } from '../../components/field.tsx';
import { t, tn } from '../../i18n/index.ts';
import { Picker, type PickerKind } from '../inbox/pickers.tsx';
import { PickCase } from './pick-case.tsx';
import { caseHandling, pickedCase } from './picked.ts';
import { caseQueries } from './queries.ts';
import { useCaseActions } from './use-cases.ts';

interface BulkBarProps {
  rows: readonly CaseRow[];
  /** Whether nothing that is shown is left out. */
  isAll: boolean;
  onAll(): void;
  onDone(): void;
}

/** Cases that are merged at once, and conversations that a case may have. */
const MOST_MERGED = PART;

/** What can be done with many cases at once: all or none up to 500, beyond that in parts. */
export function BulkBar({ rows, isAll, onAll, onDone }: BulkBarProps) {
  const ids = rows.map((row) => row.id);
  const actions = useCaseActions();
  const threads = rows.reduce((sum, row) => sum + row.threads, 0);
  const doFit = rows.length <= MOST_MERGED && threads <= MOST_MERGED;
  const user = useUser();
  const types = (useQuery(caseQueries.types()).data ?? []).filter((type) => !type.isArchived);
  const [picker, setPicker] = useState<PickerKind | null>(null);
  const [picking, setPicking] = useState<'link' | 'merge' | null>(null);
  const change = async (what: CaseChange, text: string) => {
    if (await actions.change(ids, what, text)) onDone();
  };
  return (
    <div className="case-bulk" role="toolbar" aria-label={tn('cases.chosen', ids.length)}>
      <Tick label={t('cases.choose.all')} isOn={isAll ? true : 'some'} onChange={onAll} />
      <strong>{tn('cases.chosen', ids.length)}</strong>
      <span className="grow" />
      <Button
        size="s"
        icon={UserRound}
        onClick={() => void change({ assigneeId: user.id }, t('cases.did.assigned', { name: user.name }))}
      >
        {t('cases.act.take')}
      </Button>
      <Button size="s" icon={UsersRound} onClick={() => setPicker('assign')}>
        {t('cases.act.assign')}
      </Button>
      <Button size="s" icon={Tag} onClick={() => setPicker('label')}>
        {t('cases.act.label')}
      </Button>
      <Button size="s" icon={Clock} onClick={() => setPicker('snooze')}>
        {t('cases.act.snooze')}
      </Button>
      <Button
        size="s"
        icon={Hourglass}
        onClick={() => void change({ status: 'waiting' }, t('cases.did.waiting'))}
      >
        {t('cases.act.waitShort')}
      </Button>
      {types.length > 1 && (
        <Select
          aria-label={t('cases.type')}
          value=""
          onChange={({ target: { value } }) => void change({ typeId: value }, t('cases.did.changed'))}
          choices={[
            { value: '', label: t('cases.type') },
            ...types.map((type) => ({ value: type.id, label: type.name })),
          ]}
        />
      )}
      <Button size="s" icon={Link2} onClick={() => setPicking('link')}>
        {t('cases.act.link')}
      </Button>
      <Button
        size="s"
        icon={Merge}
        disabled={!doFit}
        aria-describedby={doFit ? undefined : 'merge-limit'}
        onClick={() => setPicking('merge')}
      >
        {t('cases.act.merge')}
      </Button>
      <Button
        size="s"
        icon={CircleCheck}
        onClick={() => void change({ status: 'solved' }, t('cases.did.solved'))}
      >
        {t('cases.act.solve')}
      </Button>
      <Button size="s" variant="ghost" onClick={onDone}>
        {t('common.cancel')}
      </Button>
      {!doFit && (
        <p id="merge-limit" className="case-bulk-limit muted">
          {t('cases.act.merge.limit', { most: MOST_MERGED })}
        </p>
      )}
      <Picker
        kind={picker}
        rows={rows.map(pickedCase)}
        // Labels are put on one after the other: the cases stay chosen.
        triage={caseHandling((all, what, text) =>
          what.addLabels || what.removeLabels
            ? void actions.change(all, what, text)
            : void change(what, text),
        )}
        onClose={() => setPicker(null)}
      />
      <PickCase
        kind={picking}
        except={ids}
        most={picking === 'merge' ? MOST_MERGED - threads : undefined}
        onClose={() => setPicking(null)}
        onPick={async (row, kind) => {
          const done = picking === 'merge' ? actions.merge(row.id, ids) : actions.link(ids, row.id, kind);
          setPicking(null);
          if (await done) onDone();
        }}
      />
    </div>
  );
}
