import { Section } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Link } from '@tanstack/react-router';
import { changeOf } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t } from '../../i18n/index.ts';
import { Opens, OpensText } from './group-table.tsx';
import type { Behind, Overview } from './types.ts';
import { number } from './figures.ts';
import { rowName } from './words.ts';

/** Answers by team, how long customers had waited for them, and what is open now. */
export function WorkloadTable({
  rows,
  onOpen,
}: {
  rows: Overview['workload'];
  onOpen(behind: Behind): void;
}) {
  const given = ({ key, name }: Overview['workload'][number]): Behind => ({
    title: `${rowName('team', { key, name })}: ${t('reports.answers')}`,
    by: 'team',
    key,
    what: 'given',
  });
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
              <Opens count={row.answers} onOpen={() => onOpen(given(row))} />{' '}
              <span className="faint report-change">{changeOf(row.answers, row.before) ?? ''}</span>
            </>,
            row.medianWait === null ? (
              '–'
            ) : (
              <OpensText key="wait" text={span(row.medianWait)} onOpen={() => onOpen(given(row))} />
            ),
            row.key === '' || row.open === 0 ? (
              number(row.open)
            ) : (
              <Link
                key="open"
                to="/inbox/{-$conversationId}"
                search={{ team: row.key }}
                className="link-number"
              >
                {number(row.open)}
              </Link>
            ),
          ],
        }))}
      />
    </Section>
  );
}
