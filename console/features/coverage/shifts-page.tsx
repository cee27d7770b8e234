import { useQuery } from '@tanstack/react-query';
import { CalendarPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLive } from '../../app/live.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { t } from '../../i18n/index.ts';
import { CoverageNav } from './coverage-nav.tsx';
import './coverage.css';
import { coverageQueries } from './queries.ts';
import { newShift } from './shift-draft.ts';
import { ShiftDialog } from './shift-dialog.tsx';
import { ShiftRow } from './shift-row.tsx';
import type { ShiftView } from './types.ts';

/** Who works when. */
export function ShiftsPage() {
  const shifts = useQuery(coverageQueries.shifts());
  const mayManage = useCan()('coverage.manage');
  const [edited, setEdited] = useState<ShiftView | null>(null);
  useLive('coverage.changed', () => void shifts.refetch());
  return (
    <Page
      title={t('coverage.title')}
      text={t('coverage.shifts.text')}
      toolbar={<CoverageNav />}
      actions={
        mayManage && (
          <Button variant="primary" icon={Plus} onClick={() => setEdited(newShift(Date.now()))}>
            {t('coverage.shift.add')}
          </Button>
        )
      }
    >
      <div className="stack">
        <WhoCan permission="coverage.manage" action={t('coverage.changing')} />
        {shifts.isError ? (
          <ErrorState error={shifts.error} onRetry={() => void shifts.refetch()} />
        ) : shifts.isPending ? (
          <SkeletonRows count={4} label={t('common.loading')} />
        ) : shifts.data.length === 0 ? (
          <EmptyState
            icon={CalendarPlus}
            title={t('coverage.noShifts')}
            text={t('coverage.noShifts.text')}
            isSmall
          />
        ) : (
          <ul className="list">
            {shifts.data.map((shift) => (
              <ShiftRow key={shift.id} shift={shift} onEdit={mayManage ? setEdited : undefined} />
            ))}
          </ul>
        )}
      </div>
      {edited !== null && <ShiftDialog start={edited} onClose={() => setEdited(null)} />}
    </Page>
  );
}
