import type { SlowTierView } from '#listen/understanding/slow/schema.ts';
import { t } from '../../i18n/index.ts';
import { keyText } from '../posts/label-words.ts';

/** What it did today, and how it compares with the first pass. */
export function SlowTierFigures({ tier }: { tier: SlowTierView }) {
  const { today, comparison } = tier;
  return (
    <>
      <p>{t('understanding.slow.today', { ...today })}</p>
      {comparison.length > 0 && (
        <div
          className="table-frame"
          tabIndex={0}
          role="region"
          aria-label={t('understanding.slow.comparison')}
        >
          <table className="table">
            <caption className="visually-hidden">{t('understanding.slow.comparison')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('understanding.column.label')}</th>
                <th scope="col" className="number">
                  {t('understanding.slow.same')}
                </th>
                <th scope="col" className="number">
                  {t('understanding.slow.judged')}
                </th>
                <th scope="col" className="number">
                  {t('understanding.column.builtIn')}
                </th>
                <th scope="col" className="number">
                  {t('understanding.slow.right')}
                </th>
              </tr>
            </thead>
            <tbody>
              {comparison.map(({ label, both, same, judged, quickRight, slowRight }) => (
                <tr key={label}>
                  <th scope="row">{keyText(label)}</th>
                  <td className="number">{share(same, both)}</td>
                  <td className="number">{judged}</td>
                  <td className="number">{share(quickRight, judged)}</td>
                  <td className="number">{share(slowRight, judged)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : t('understanding.figure', { percent: Math.round((part / whole) * 100) });
}
