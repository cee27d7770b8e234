import { Download } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { TableOfChart } from '../../components/charts/chart-table.tsx';
import { downloadCsv } from '../../components/charts/download.ts';
import { fileName } from '../../components/charts/table.ts';
import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import type { Series } from './series.ts';
import type { ForecastView } from './types.ts';

/** Every half hour with its numbers, to read and to take along. */
export function PlanTable({ forecast, series }: { forecast: ForecastView; series: Series }) {
  const rounded = (value: number) => Math.round(value * 10) / 10;
  const table = {
    columns: [
      t('coverage.time'),
      t('coverage.expected'),
      t('coverage.low'),
      t('coverage.high'),
      t('coverage.needed'),
      t('coverage.planned'),
      t('coverage.missing'),
    ],
    rows: forecast.halves.map(({ day, minute }, index) => ({
      cells: [
        `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
        rounded(series.mean[index]!),
        rounded(series.low[index]!),
        rounded(series.high[index]!),
        series.needed[index]!,
        series.planned[index]!,
        Math.max(0, series.needed[index]! - series.planned[index]!),
      ],
    })),
  };
  return (
    <Section
      title={t('coverage.table')}
      text={t('coverage.zone', { zone: forecast.zone })}
      actions={
        <Button
          size="s"
          variant="ghost"
          icon={Download}
          onClick={() => downloadCsv(fileName([t('coverage.title'), forecast.halves[0]!.day], 'csv'), table)}
        >
          CSV
        </Button>
      }
    >
      <div className="coverage-plan">
        <TableOfChart table={table} label={t('coverage.table')} />
      </div>
    </Section>
  );
}
