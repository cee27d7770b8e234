import { useQuery } from '@tanstack/react-query';
import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { Select } from '../../components/field.tsx';
import { EmptyState, Page } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { useNow } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import { BehindList, type BehindAsked } from './behind-list.tsx';
import './promises.css';
import { promiseQueries } from './queries.ts';
import { Breakdown } from './breakdown.tsx';
import { ReportHead } from './report-head.tsx';
import { spanOf } from './span.ts';

const DAYS = [7, 30, 90, 365] as const;

/** What was promised and kept: in all, and by team, channel, hour and policy. Every number opens its conversations. */
export function ReportPage() {
  const [days, setDays] = useState<number>(30);
  const [behind, setBehind] = useState<BehindAsked | null>(null);
  const span = spanOf(useNow(), days);
  const report = useQuery(promiseQueries.report(span));
  const open = (asked: BehindAsked) => setBehind(asked);
  return (
    <Page
      title={t('promises.title')}
      text={t('promises.text')}
      width="wide"
      actions={
        <Select
          aria-label={t('promises.span')}
          value={String(days)}
          choices={DAYS.map((count) => ({ value: String(count), label: t('promises.days', { count }) }))}
          onChange={(event) => setDays(Number(event.target.value))}
        />
      }
    >
      {report.isError ? (
        <ErrorState error={report.error} onRetry={() => void report.refetch()} />
      ) : report.isPending ? (
        <SkeletonRows count={6} label={t('common.loading')} />
      ) : report.data.total.kept + report.data.total.missed + report.data.total.closed === 0 ? (
        <EmptyState icon={Handshake} title={t('promises.none')} text={t('promises.none.text')} />
      ) : (
        <div className="stack">
          <ReportHead report={report.data} onOpen={open} />
          <div className="promise-breakdowns">
            {(['byPolicy', 'byTeam', 'byNetwork', 'byHour', 'byDay'] as const).map((by) => (
              <Breakdown key={by} by={by} lines={report.data[by]} onOpen={open} />
            ))}
          </div>
        </div>
      )}
      {behind !== null && <BehindList asked={behind} span={span} onClose={() => setBehind(null)} />}
    </Page>
  );
}
