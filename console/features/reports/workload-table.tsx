import { Section } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { span } from '../../format/span.ts';
import { t } from '../../i18n/index.ts';
import type { Overview } from './types.ts';
import { changeOf, number } from './figures.ts';
import { rowName } from './words.ts';

/** Answers by team, how long customers had waited for them, and what is open now. */
export function WorkloadTable({ rows }: { rows: Overview['workload'] }) {
  return (
    <Section title={t('reports.workload')}>
      <Table
        label={t('reports.workload')}
        columns={[t('reports.team'), t('reports.answers'), t('reports.wait'), t('reports.openNow')]}
        rows={rows.map((row) => ({
          key: row.key,
          cells: [
            rowName('team', row),
            <>
              {number(row.answers)}{' '}
              <span className="faint report-change">{changeOf(row.answers, row.before) ?? ''}</span>
            </>,
            span(row.medianWait),
            number(row.open),
          ],
        }))}
      />
    </Section>
  );
}
