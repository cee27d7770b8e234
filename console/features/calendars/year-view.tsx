import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { t } from '../../i18n/index.ts';
import { DayDialog } from './day-dialog.tsx';
import type { CalendarView } from './queries.ts';
import { type Month, monthsOf, type YearDay } from './year.ts';

const monthName = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
const dayName = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' });

/** A year in twelve small months; days that differ from the week are marked. A day opens to be changed. */
export function YearView({ calendar, mayManage }: { calendar: CalendarView; mayManage: boolean }) {
  const [year, setYear] = useState(() => new Date().getFullYear());
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <div>
      <div className="year-head">
        <IconButton icon={ChevronLeft} label={t('calendars.year.before')} onClick={() => setYear(year - 1)} />
        <h3 aria-live="polite">{year}</h3>
        <IconButton icon={ChevronRight} label={t('calendars.year.after')} onClick={() => setYear(year + 1)} />
        <ul className="year-legend" aria-hidden>
          {(['open', 'closed', 'exception-open', 'exception-closed'] as const).map((state) => (
            <li key={state}>
              <span className={`year-day year-${state}`} />
              {t(`calendars.state.${state}`)}
            </li>
          ))}
        </ul>
      </div>
      <div className="year">
        {monthsOf(year, calendar).map((month) => (
          <MonthView key={month.month} month={month} year={year} onPick={mayManage ? setChosen : undefined} />
        ))}
      </div>
      {chosen !== null && <DayDialog calendar={calendar} day={chosen} onClose={() => setChosen(null)} />}
    </div>
  );
}

function MonthView({
  month,
  year,
  onPick,
}: {
  month: Month;
  year: number;
  onPick: ((day: string) => void) | undefined;
}) {
  return (
    <section>
      <h4>{monthName.format(Date.UTC(year, month.month, 1))}</h4>
      <div className="year-month">
        {month.days.map((day, index) => (
          <button
            key={day.day}
            type="button"
            className={`year-day year-${day.state}`}
            style={index === 0 ? { gridColumnStart: month.before + 1 } : undefined}
            title={day.name === '' ? undefined : day.name}
            aria-label={labelOf(day)}
            disabled={onPick === undefined}
            onClick={() => onPick?.(day.day)}
          >
            {day.date}
          </button>
        ))}
      </div>
    </section>
  );
}

function labelOf({ day, state, name }: YearDay): string {
  const said = `${dayName.format(Date.parse(day))}, ${t(`calendars.state.${state}`)}`;
  return name === '' ? said : `${said}: ${name}`;
}
