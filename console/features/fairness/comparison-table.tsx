import { TriangleAlert } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Table } from '../../components/table.tsx';
import { percent } from '../../format/number.ts';
import { span } from '../../format/span.ts';
import { t, tn } from '../../i18n/index.ts';
import { RatioMark } from './ratio-mark.tsx';
import type { Comparison, Dimension, Outcome, Report } from './types.ts';
import { groupName } from './words.ts';

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
    <Table
      label={t(`fairness.by.${dimension}`)}
      columns={[
        t('fairness.col.group'),
        t('fairness.col.median'),
        t('fairness.col.rate'),
        t('fairness.col.like'),
        { label: t('fairness.col.ratio'), isText: true },
        { label: t('fairness.missed'), isHidden: true },
      ]}
      rows={groups.map(({ group, contacts, medianAnswer, medianReach }) => {
        const one = comparisons.get(group);
        return {
          key: group,
          cells: [
            <>
              {groupName(dimension, group)}
              <span className="faint fairness-contacts">
                {tn('fairness.contacts', contacts)}
                {dimension === 'reach' &&
                  medianReach !== null &&
                  ` · ${t('fairness.reach', { count: medianReach.toLocaleString() })}`}
              </span>
            </>,
            span(medianAnswer),
            percent(one?.rate),
            percent(one?.likeForLike),
            <Ratio key="ratio" comparison={one} />,
            one !== undefined && one.had < one.asked && (
              <Button size="s" onClick={() => onMissed(group)}>
                {(one.asked - one.had).toLocaleString()}
                <span className="visually-hidden"> {t('fairness.missed')}</span>
              </Button>
            ),
          ],
        };
      })}
    />
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
