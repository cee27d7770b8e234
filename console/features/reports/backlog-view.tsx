import { useQuery } from '@tanstack/react-query';
import { CheckCheck } from 'lucide-react';
import { BarRows } from '../../components/charts/bar-rows.tsx';
import { LineChart } from '../../components/charts/line-chart.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { networkName } from '../../components/network-icon.tsx';
import { EmptyState, Section } from '../../components/page.tsx';
import { SkeletonRows } from '../../components/progress.tsx';
import { Table } from '../../components/table.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { exactTime } from '../../format/time.ts';
import { t } from '../../i18n/index.ts';
import { reportQueries } from './queries.ts';
import type { Asked } from './search.ts';
import { Opens } from './group-table.tsx';
import type { BacklogView as Backlog, Behind } from './types.ts';
import { ageName, number } from './figures.ts';
import { rowName } from './words.ts';

/** What waited for an answer at the end of the days, by age, and how that came. */
export function BacklogView({ asked, onOpen }: { asked: Asked; onOpen(behind: Behind): void }) {
  const now = useNow();
  const { data, error, isPending, refetch } = useQuery(reportQueries.backlog(asked));
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (isPending) return <SkeletonRows count={8} label={t('common.loading')} />;
  const { at, agesHours, total, byNetwork, byTeam, course } = data;
  const isNothing = total.every((count) => count === 0) && course.every(({ waiting }) => waiting === 0);
  if (isNothing)
    return (
      <EmptyState
        icon={CheckCheck}
        title={t('reports.backlog.empty')}
        text={t('reports.backlog.empty.text')}
      />
    );
  // Who waited at a moment that is past is not kept.
  const open = at !== null && now - Date.parse(at) < FRESH_MS ? onOpen : undefined;
  return (
    <div className="stack">
      <Section title={t('reports.backlog.waiting')}>
        <BarRows
          label={t('reports.backlog.waiting')}
          rows={total.map((value, age) => ({
            id: String(age),
            name: ageName(agesHours, age),
            value,
            label: t('reports.open'),
            onOpen:
              open && value > 0
                ? () => open({ title: waitingTitle(ageName(agesHours, age)), waiting: age })
                : undefined,
          }))}
        />
        {at !== null && (
          <p className="faint">
            {t('reports.backlog.at')} <Time at={at} />
          </p>
        )}
      </Section>
      {course.length > 1 && <Course course={course} />}
      <div className="report-pair">
        <ByAge
          by="network"
          onOpen={open}
          title={t('reports.by.network')}
          agesHours={agesHours}
          rows={byNetwork}
          nameOf={({ key }) => networkName(key)}
        />
        <ByAge
          by="team"
          onOpen={open}
          title={t('reports.by.team')}
          agesHours={agesHours}
          rows={byTeam}
          nameOf={(row) => rowName('team', row)}
        />
      </div>
    </div>
  );
}

function Course({ course }: { course: Backlog['course'] }) {
  return (
    <Section title={t('reports.backlog.course')}>
      <LineChart
        label={t('reports.backlog.course')}
        times={course.map(({ at }) => Date.parse(at) / 1000)}
        lines={[
          {
            label: t('reports.backlog.waiting'),
            values: course.map(({ waiting }) => waiting),
            stroke: '--accent',
          },
          {
            label: t('reports.backlog.old'),
            values: course.map(({ old }) => old),
            stroke: '--bad',
            isDashed: true,
          },
        ]}
        nameOf={(index) => exactTime(course[index]?.at ?? '')}
      />
    </Section>
  );
}

/** Counted every five minutes. */
const FRESH_MS = 15 * 60_000;
const waitingTitle = (of: string) => `${t('reports.backlog.waiting')}: ${of}`;

interface ByAgeProps {
  by: 'network' | 'team';
  onOpen: ((behind: Behind) => void) | undefined;
  title: string;
  agesHours: readonly number[];
  rows: Backlog['byTeam'];
  nameOf(row: Backlog['byTeam'][number]): string;
}

function ByAge({ by, onOpen, title, agesHours, rows, nameOf }: ByAgeProps) {
  return (
    <Section title={title}>
      <Table
        label={title}
        columns={[
          { label: title, isHidden: true },
          ...Array.from({ length: agesHours.length + 1 }, (_, age) => ageName(agesHours, age)),
        ]}
        rows={rows.map((row) => ({
          key: row.key,
          cells: [
            nameOf(row),
            ...row.ages.map((count, age) =>
              onOpen ? (
                <Opens
                  key={ageName(agesHours, age)}
                  count={count}
                  onOpen={() => onOpen({ title: waitingTitle(nameOf(row)), by, key: row.key, waiting: age })}
                />
              ) : (
                number(count)
              ),
            ),
          ],
        }))}
      />
    </Section>
  );
}
