import { TriangleAlert } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { t, tn } from '../../i18n/index.ts';
import { RatioMark } from './ratio-mark.tsx';
import type { Comparison, Dimension, Outcome, Report } from './types.ts';
import { groupName, percent, span } from './words.ts';

interface ComparisonTableProps {
  report: Report;
  dimension: Dimension;
  outcome: Outcome;
  onMissed(group: string): void;
}

/** Each group with its share, and its chance against others like it. */
export function ComparisonTable({ report, dimension, outcome, onMissed }: ComparisonTableProps) {
  const { groups, outcomes } = report.dimensions[dimension];
  const comparisons = new Map(outcomes[outcome].map((one) => [one.group, one]));
  return (
    <div className="fairness-scroll" tabIndex={0} role="region" aria-label={t(`fairness.by.${dimension}`)}>
      <table className="fairness-table">
        <thead>
          <tr>
            <th scope="col">{t('fairness.col.group')}</th>
            <th scope="col" className="number">
              {t('fairness.col.median')}
            </th>
            <th scope="col" className="number">
              {t('fairness.col.rate')}
            </th>
            <th scope="col" className="number">
              {t('fairness.col.like')}
            </th>
            <th scope="col">{t('fairness.col.ratio')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('fairness.missed')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {groups.map(({ group, contacts, medianAnswer, medianReach }) => {
            const one = comparisons.get(group);
            return (
              <tr key={group}>
                <th scope="row">
                  {groupName(dimension, group)}
                  <span className="faint">
                    {tn('fairness.contacts', contacts)}
                    {dimension === 'reach' &&
                      medianReach !== null &&
                      ` · ${t('fairness.reach', { count: medianReach.toLocaleString() })}`}
                  </span>
                </th>
                <td className="number figures">{medianAnswer === null ? '–' : span(medianAnswer)}</td>
                <td className="number figures">{one?.rate == null ? '–' : percent(one.rate)}</td>
                <td className="number figures">
                  {one?.likeForLike == null ? '–' : percent(one.likeForLike)}
                </td>
                <td>
                  <Ratio comparison={one} />
                </td>
                <td>
                  {one !== undefined && one.had < one.asked && (
                    <Button size="s" onClick={() => onMissed(group)}>
                      {(one.asked - one.had).toLocaleString()}
                      <span className="visually-hidden"> {t('fairness.missed')}</span>
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Ratio({ comparison }: { comparison: Comparison | undefined }) {
  if (!comparison || comparison.ratio === null)
    return <span className="faint">{t('fairness.ratio.none')}</span>;
  const { ratio, low, high, isUnfair } = comparison;
  const shown = (value: number | null) => (value ?? 0).toFixed(2);
  return (
    <div className="fairness-ratio">
      <RatioMark comparison={comparison} />
      <span className="figures">
        {t('fairness.ratio.range', { ratio: shown(ratio), low: shown(low), high: shown(high) })}
      </span>
      {isUnfair && (
        <Badge icon={TriangleAlert} tone="bad">
          {'< 4/5'}
        </Badge>
      )}
    </div>
  );
}
