import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import { barsOf, type DayCount, dayLabel } from './day-counts.ts';

const HEIGHT = 88;

/** Posts per day from zero, the highest day named. Each bar has its number; the list behind holds them all. */
export function DayBars({ days }: { days: readonly DayCount[] }) {
  const { heights, top, total } = barsOf(days);
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || top === null) return null;
  const place = days.indexOf(top) / Math.max(1, days.length - 1);
  return (
    <figure className="day-bars">
      <div className="day-bars-top" aria-hidden>
        <span
          className="figures"
          style={place > 0.5 ? { right: `${(1 - place) * 100}%` } : { left: `${place * 100}%` }}
        >
          {t('topics.preview.top', { count: shortNumber(top.count), day: dayLabel(top.day) })}
        </span>
      </div>
      <svg
        role="img"
        aria-label={t('topics.preview.bars', {
          total: shortNumber(total),
          first: dayLabel(first.day),
          last: dayLabel(last.day),
          count: shortNumber(top.count),
          day: dayLabel(top.day),
        })}
        viewBox={`0 0 ${days.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        height={HEIGHT}
      >
        {days.map((day, index) => (
          <rect
            key={day.day}
            x={index + 0.12}
            width={0.76}
            y={HEIGHT - heights[index]! * HEIGHT}
            height={heights[index]! * HEIGHT}
            className={day === top ? 'day-bar day-bar-top' : 'day-bar'}
          >
            <title>{`${dayLabel(day.day)}: ${shortNumber(day.count)}`}</title>
          </rect>
        ))}
      </svg>
      <figcaption className="day-bars-ends figures">
        <span>{dayLabel(first.day)}</span>
        <span>{dayLabel(last.day)}</span>
      </figcaption>
    </figure>
  );
}
