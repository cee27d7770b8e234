import type { Interval } from '#lib/hours/index.ts';
import { t } from '../../i18n/index.ts';
import { WEEKDAYS } from './weekdays.ts';

interface WeekGridProps {
  texts: readonly string[];
  /** Null where the text cannot be read. */
  hours: readonly (readonly Interval[] | null)[];
  onChange(texts: string[]): void;
}

/** Seven days, each with its hours as a bar and as text: what is typed shows at once. */
export function WeekGrid({ texts, hours, onChange }: WeekGridProps) {
  return (
    <ol className="week-grid">
      {WEEKDAYS.map((weekday, day) => {
        const isWrong = hours[day] === null;
        // What the night before brings over midnight.
        const over = (hours[(day + 6) % 7] ?? []).flatMap(({ from, to }) =>
          to > 1440 ? { from: from - 1440, to: to - 1440 } : [],
        );
        return (
          <li key={weekday}>
            <label htmlFor={`week-${weekday}`}>{t(`calendars.day.${weekday}`)}</label>
            <DayBar intervals={[...over, ...(hours[day] ?? [])]} />
            <input
              id={`week-${weekday}`}
              className="input"
              value={texts[day]}
              placeholder={t('calendars.closed')}
              aria-invalid={isWrong || undefined}
              aria-describedby={isWrong ? `week-${weekday}-wrong` : undefined}
              onChange={(event) =>
                onChange(texts.map((text, at) => (at === day ? event.target.value : text)))
              }
            />
            {isWrong && (
              <span className="field-error" id={`week-${weekday}-wrong`} role="alert">
                {t('calendars.hours.wrong')}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function DayBar({ intervals }: { intervals: readonly Interval[] }) {
  return (
    <span className="day-bar" aria-hidden>
      {intervals.map(({ from, to }) => (
        <span
          key={from}
          style={{
            left: `${(Math.max(0, from) / 1440) * 100}%`,
            width: `${((Math.min(1440, to) - Math.max(0, from)) / 1440) * 100}%`,
          }}
        />
      ))}
    </span>
  );
}
