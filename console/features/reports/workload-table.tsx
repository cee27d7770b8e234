import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import type { Overview } from './types.ts';
import { changeOf, number, span } from './figures.ts';
import { rowName } from './words.ts';

/** Answers by team, how long customers had waited for them, and what is open now. */
export function WorkloadTable({ rows }: { rows: Overview['workload'] }) {
  return (
    <Section title={t('reports.workload')}>
      <div className="report-scroll" tabIndex={0} role="region" aria-label={t('reports.workload')}>
        <table className="report-table">
          <thead>
            <tr>
              <th scope="col">{t('reports.team')}</th>
              <th scope="col" className="number">
                {t('reports.answers')}
              </th>
              <th scope="col" className="number">
                {t('reports.wait')}
              </th>
              <th scope="col" className="number">
                {t('reports.openNow')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{rowName('team', row)}</th>
                <td className="number figures">
                  {number(row.answers)}{' '}
                  <span className="faint report-change">{changeOf(row.answers, row.before) ?? ''}</span>
                </td>
                <td className="number figures">{span(row.medianWait)}</td>
                <td className="number figures">{number(row.open)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
