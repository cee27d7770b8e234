import { ImageDown } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { downloadPng } from '../../components/charts/download.ts';
import { LineChart } from '../../components/charts/line-chart.tsx';
import { TableOfChart } from '../../components/charts/chart-table.tsx';
import { fileName } from '../../components/charts/table.ts';
import { t } from '../../i18n/index.ts';
import { momentsOf } from './search.ts';
import type { Behind, Overview } from './types.ts';

/** Conversations by day beside those of the compared days, as a picture and as its numbers. */
export function DayChart({
  overview: { byDay },
  onOpen,
}: {
  overview: Overview;
  onOpen(behind: Behind): void;
}) {
  const panel = useRef<HTMLElement>(null);
  const title = t('reports.byDay');
  const isCompared = byDay.some(({ before }) => (before ?? 0) > 0);
  const table = {
    columns: [t('reports.day'), t('reports.now'), t('reports.before')],
    rows: byDay.map(({ day, now, before }) => ({
      cells: [day, now, before],
      open: () => onOpen({ title: day, ...momentsOf(day) }),
    })),
  };
  const caption = `${byDay[0]?.day ?? ''} – ${byDay.at(-1)?.day ?? ''}`;
  const save = () => {
    if (panel.current) void downloadPng(fileName([title], 'png'), panel.current, { title, caption }, table);
  };
  return (
    <section className="section" ref={panel}>
      <header className="section-head">
        <h2 className="grow">{title}</h2>
        <Button size="s" variant="ghost" icon={ImageDown} onClick={save}>
          {t('reports.png')}
        </Button>
      </header>
      <LineChart
        label={title}
        times={byDay.map(({ day }) => Date.parse(`${day}T00:00:00`) / 1000)}
        lines={[
          { label: t('reports.now'), values: byDay.map(({ now }) => now), stroke: '--accent' },
          ...(isCompared
            ? [
                {
                  label: t('reports.before'),
                  values: byDay.map(({ before }) => before),
                  stroke: '--text-faint',
                  isDashed: true,
                },
              ]
            : []),
        ]}
        nameOf={(index) => byDay[index]?.day ?? ''}
      />
      <details>
        <summary>{t('reports.asTable')}</summary>
        <TableOfChart table={table} label={title} />
      </details>
    </section>
  );
}
