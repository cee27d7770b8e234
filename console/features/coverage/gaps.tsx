import { CircleCheck, UserRoundX } from 'lucide-react';
import { Badge } from '../../components/badge.tsx';
import { exactTime } from '../../format/time.ts';
import { t, tn } from '../../i18n/index.ts';
import { gapsOf, type Series } from './series.ts';
import type { ForecastView } from './types.ts';

const MOST = 6;

/** When people are missing, the worst first. */
export function Gaps({ forecast, series }: { forecast: ForecastView; series: Series }) {
  const gaps = gapsOf(forecast.halves, series);
  if (gaps.length === 0)
    return (
      <Badge tone="ok" icon={CircleCheck}>
        {t('coverage.noGaps')}
      </Badge>
    );
  return (
    <ul className="coverage-gaps">
      {gaps.slice(0, MOST).map(({ from, halves, most }) => (
        <li key={from}>
          <Badge tone="warn" icon={UserRoundX}>
            {tn('coverage.gap', most, { time: exactTime(from), hours: halves / 2 })}
          </Badge>
        </li>
      ))}
      {gaps.length > MOST && <li className="muted">{tn('coverage.moreGaps', gaps.length - MOST)}</li>}
    </ul>
  );
}
