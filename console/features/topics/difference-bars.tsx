import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { dayLabel } from './day-counts.ts';
import type { TopicDifference } from './types.ts';

const HALF = 44;

/** Posts gained above the line and lost below it, by day, on one scale. */
export function DifferenceBars({ days }: { days: TopicDifference['perDay'] }) {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = Math.max(1, ...days.map((day) => Math.max(day.gained, day.lost)));
  const height = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * (HALF - 2)));
  return (
    <figure className="day-bars">
      <svg
        role="img"
        aria-label={t('topics.difference.bars', {
          most: shortNumber(most),
          first: dayLabel(first.day),
          last: dayLabel(last.day),
        })}
        viewBox={`0 0 ${days.length} ${HALF * 2}`}
        preserveAspectRatio="none"
        height={HALF * 2}
        className="difference-bars"
      >
        <rect x={0} y={HALF - 0.5} width={days.length} height={1} className="difference-line" />
        {days.map((day, index) => (
          <g key={day.day}>
            <title>
              {t('topics.difference.day', {
                day: dayLabel(day.day),
                gained: shortNumber(day.gained),
                lost: shortNumber(day.lost),
              })}
            </title>
            <rect
              x={index + 0.12}
              width={0.76}
              y={HALF - height(day.gained)}
              height={height(day.gained)}
              className="difference-bar-gained"
            />
            <rect
              x={index + 0.12}
              width={0.76}
              y={HALF}
              height={height(day.lost)}
              className="difference-bar-lost"
            />
          </g>
        ))}
      </svg>
      <figcaption className="day-bars-ends figures">
        <span>{dayLabel(first.day)}</span>
        <span>{dayLabel(last.day)}</span>
      </figcaption>
    </figure>
  );
}
