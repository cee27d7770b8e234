import { dayNumber, dayText, type Interval, weekdayOf } from '#lib/hours/index.ts';

/** What a day of the year view shows. */
export interface YearDay {
  day: string;
  date: number;
  state: 'open' | 'closed' | 'exception-open' | 'exception-closed';
  name: string;
}

export interface Month {
  /** 0 is January. */
  month: number;
  /** Empty places before the first day, which stands under its weekday; Monday first. */
  before: number;
  days: YearDay[];
}

interface Given {
  week: readonly (readonly Interval[])[];
  exceptions: readonly { day: string; name: string; open: readonly Interval[] }[];
}

/** The twelve months of a year with what each day is. */
export function monthsOf(year: number, { week, exceptions }: Given): Month[] {
  const byDay = new Map(exceptions.map((one) => [one.day, one]));
  return Array.from({ length: 12 }, (_, month) => {
    const first = dayNumber(`${year}-${String(month + 1).padStart(2, '0')}-01`);
    const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    const days = Array.from({ length }, (_, index) => {
      const day = dayText(first + index);
      const exception = byDay.get(day);
      const isOpen = (exception?.open ?? week[weekdayOf(first + index)] ?? []).length > 0;
      const state = `${exception ? 'exception-' : ''}${isOpen ? 'open' : 'closed'}` as YearDay['state'];
      return { day, date: index + 1, state, name: exception?.name ?? '' };
    });
    return { month, before: weekdayOf(first), days };
  });
}
