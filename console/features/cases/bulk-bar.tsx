import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Link2, Merge, UserRound } from 'lucide-react';
import { useState } from 'react';
import type { CaseChange } from '#respond/cases/schema.ts';
import { queries } from '../../api/queries.ts';
import { useUser } from '../../app/session.ts';
import { Button } from '../../components/button.tsx';
import { Select } from '../../components/field.tsx';
import { t, tn } from '../../i18n/index.ts';
import { PickCase } from './pick-case.tsx';
import { useCaseActions } from './use-cases.ts';

/** What can be done with many cases at once, all or none. */
export function BulkBar({ ids, onDone }: { ids: readonly string[]; onDone(): void }) {
  const actions = useCaseActions();
  const user = useUser();
  const staff = useQuery(queries.staff()).data ?? [];
  const [picking, setPicking] = useState<'link' | 'merge' | null>(null);
  const change = async (what: CaseChange, text: string) => {
    if (await actions.change(ids, what, text)) onDone();
  };
  return (
    <div className="case-bulk" role="toolbar" aria-label={tn('cases.chosen', ids.length)}>
      <strong>{tn('cases.chosen', ids.length)}</strong>
      <span className="grow" />
      <Button
        size="s"
        icon={UserRound}
        onClick={() => void change({ assigneeId: user.id }, t('cases.did.assigned', { name: user.name }))}
      >
        {t('cases.act.take')}
      </Button>
      <Select
        aria-label={t('cases.act.assign')}
        value=""
        onChange={(event) => {
          const name = staff.find((one) => one.id === event.target.value)?.name ?? '';
          void change({ assigneeId: event.target.value }, t('cases.did.assigned', { name }));
        }}
        choices={[
          { value: '', label: t('cases.act.assign') },
          ...staff.filter((one) => one.state === 'active').map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <Button size="s" icon={Link2} onClick={() => setPicking('link')}>
        {t('cases.act.link')}
      </Button>
      <Button size="s" icon={Merge} onClick={() => setPicking('merge')}>
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
      <PickCase
        kind={picking}
        except={ids}
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
