import { useQuery } from '@tanstack/react-query';
import { ChartLine, Download } from 'lucide-react';
import type { Statistics } from '#embrace/forum/statistics/schema.ts';
import { Button } from '../../components/button.tsx';
import { TableOfChart } from '../../components/charts/chart-table.tsx';
import { downloadCsv } from '../../components/charts/download.ts';
import { LineChart } from '../../components/charts/line-chart.tsx';
import { fileName } from '../../components/charts/table.ts';
import { Select } from '../../components/field.tsx';
import { FigureTiles } from '../../components/figure-tiles.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState, Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { HelpTables } from './help-tables.tsx';
import { communityQueries } from './queries.ts';
import { type CommunitySearch, DAYS } from './search.ts';
import { tilesOf } from './statistics-tiles.ts';

interface PanelProps {
  search: CommunitySearch;
  onChange(part: Partial<CommunitySearch>): void;
}

/** How the community is doing: beside the period before, by day, by category, and who helps whom. */
export function StatisticsPanel({ search: { days = 28 }, onChange }: PanelProps) {
  const statistics = useQuery(communityQueries.statistics(days));
  return (
    <div className="stack">
      <div className="community-toolbar">
        <Select
          aria-label={t('community.period')}
          value={String(days)}
          choices={DAYS.map((count) => ({ value: String(count), label: t('community.days', { count }) }))}
          onChange={({ target: { value } }) => {
            const chosen = DAYS.find((count) => String(count) === value);
            onChange({ days: chosen === 28 ? undefined : chosen });
          }}
        />
      </div>
      <Loaded query={statistics} rows={6}>
        {(read) =>
          read.activity.now.posts + read.activity.before.posts === 0 ? (
            <EmptyState
              icon={ChartLine}
              title={t('community.statistics.empty')}
              text={t('community.statistics.empty.text')}
            />
          ) : (
            <>
              <FigureTiles tiles={tilesOf(read)} />
              <Days read={read} />
              <HelpTables read={read} />
            </>
          )
        }
      </Loaded>
    </div>
  );
}

function Days({ read: { byDay } }: { read: Statistics }) {
  const title = t('community.byDay');
  const table = {
    columns: [
      t('community.day'),
      t('community.figure.posts'),
      t('community.figure.questions'),
      t('community.figure.writers'),
    ],
    rows: byDay.map(({ day, posts, questions, writers }) => ({ cells: [day, posts, questions, writers] })),
  };
  return (
    <Section
      title={title}
      actions={
        <Button
          size="s"
          variant="ghost"
          icon={Download}
          onClick={() => downloadCsv(fileName([title], 'csv'), table)}
        >
          {t('community.csv')}
        </Button>
      }
    >
      <LineChart
        label={title}
        times={byDay.map(({ day }) => Date.parse(`${day}T00:00:00`) / 1000)}
        lines={[
          {
            label: t('community.figure.posts'),
            values: byDay.map(({ posts }) => posts),
            stroke: '--accent',
          },
          {
            label: t('community.figure.questions'),
            values: byDay.map(({ questions }) => questions),
            stroke: '--text-faint',
            isDashed: true,
          },
        ]}
        nameOf={(index) => byDay[index]?.day ?? ''}
      />
      <details>
        <summary>{t('community.asTable')}</summary>
        <TableOfChart table={table} label={title} />
      </details>
    </Section>
  );
}
