import { t } from '../i18n/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in one unit: `now`, `4m`, `3h`, `12d`. */
export function shortSpan(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  if (length < MINUTE) return t('time.now');
  if (length < HOUR) return t('time.minutes', { count: Math.floor(length / MINUTE) });
  if (length < 2 * DAY) return t('time.hours', { count: Math.floor(length / HOUR) });
  return t('time.days', { count: Math.floor(length / DAY) });
}

/** How long ago, short enough for a list: `now`, `4m`, `3h`, `5d`, then the date, with its year when it is not this one. */
export function relativeTime(iso: string, now: number, zone?: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const difference = now - at;
  if (Math.abs(difference) >= 7 * DAY) return shortDate(at, now, zone);
  const span = shortSpan(difference);
  return difference < -MINUTE ? t('time.in', { span }) : span;
}

/** The full date and time in the viewer's zone, with the zone's name: for titles and details. */
export function exactTime(iso: string, zone?: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: zone,
  }).format(at);
}

/** A day for a heading in a thread: `Today`-less and unambiguous, `Tue 4 Mar`. */
export function dayOf(iso: string, now: number, zone?: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return '';
  const sameYear = yearOf(at, zone) === yearOf(now, zone);
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: sameYear ? undefined : 'numeric',
    timeZone: zone,
  }).format(at);
}

function shortDate(at: number, now: number, zone?: string): string {
  const sameYear = yearOf(at, zone) === yearOf(now, zone);
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: sameYear ? undefined : 'numeric',
    timeZone: zone,
  }).format(at);
}

function yearOf(at: number, zone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone: zone }).format(at);
}
