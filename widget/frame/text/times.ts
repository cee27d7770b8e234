/** Times in the reader's language and zone. */
export interface Clock {
  /** `14:05` */
  time(at: string): string;
  /** `Today`, `Yesterday`, `Monday, 3 March`. */
  day(at: string, now?: Date): string;
  /** With date, for machines' readers and tool tips. */
  full(at: string): string;
  /** `today at 14:05`, `Monday 09:00`. */
  soon(at: string, now?: Date): string;
}

export function clockIn(language: string, timeZone?: string): Clock {
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, ...zone });
  const time = format({ timeStyle: 'short' });
  const weekday = format({ weekday: 'long' });
  const date = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const dated = format({ day: 'numeric', month: 'long', year: 'numeric' });
  const full = format({ dateStyle: 'long', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const number = format({
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    calendar: 'gregory',
    numberingSystem: 'latn',
  });
  const dayNumber = (at: Date) => {
    const parts = Object.fromEntries(
      number.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    return Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!) / 86_400_000;
  };
  const daysFrom = (at: string, now: Date) => dayNumber(new Date(at)) - dayNumber(now);
  return {
    time: (at) => time.format(new Date(at)),
    full: (at) => full.format(new Date(at)),
    day(at, now = new Date()) {
      const days = daysFrom(at, now);
      if (days === 0 || days === -1) return capital(relative.format(days, 'day'), language);
      return capital((days < -180 ? dated : date).format(new Date(at)), language);
    },
    soon(at, now = new Date()) {
      const days = daysFrom(at, now);
      if (days === 0) return time.format(new Date(at));
      const name =
        days === 1
          ? relative.format(1, 'day')
          : days < 7
            ? weekday.format(new Date(at))
            : date.format(new Date(at));
      return `${name}, ${time.format(new Date(at))}`;
    },
  };
}

function capital(text: string, language: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(language) + text.slice(first.length);
}
