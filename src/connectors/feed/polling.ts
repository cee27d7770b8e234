import { byOurClock } from '#connectors/kit/index.ts';
import type { FeedEntry, FeedRhythm } from './format/types.ts';
import { readDate } from './format/dates.ts';

/** Seconds between two readings. */
export const POLL_BOUNDS = { start: 900, min: 300, max: 86_400 };

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * How long to wait before the feed is read again, seconds: a quarter of the usual gap between its entries, longer the longer it
 * has been silent, never sooner than the publisher asks (ttl, sy:updatePeriod, Cache-Control max-age), always within the bounds.
 */
export function pollSeconds(
  entries: FeedEntry[],
  rhythm: FeedRhythm,
  headers: Record<string, string>,
  now: Date,
): number {
  if (rhythm.isFinished) return POLL_BOUNDS.max;
  const asked = Math.max((rhythm.ttl ?? 0) * 60, rhythm.updateSeconds ?? 0, maxAge(headers));
  return clamp(Math.max(ownRhythm(entries, now), asked));
}

/** The next reading: after `seconds`, moved out of the hours and days that the publisher asks to leave out. */
export function nextReading(
  seconds: number,
  rhythm: Pick<FeedRhythm, 'skipHours' | 'skipDays'>,
  now: Date,
): Date {
  const at = new Date(now.getTime() + seconds * 1000);
  const isSkipped = (date: Date) =>
    rhythm.skipHours.includes(date.getUTCHours()) || rhythm.skipDays.includes(DAYS[date.getUTCDay()]!);
  for (let tries = 0, date = at; tries <= 48; tries++) {
    if (!isSkipped(date)) return date;
    date = new Date(Math.floor(date.getTime() / 3_600_000 + 1) * 3_600_000);
  }
  // A feed that skips everything cannot mean it.
  return at;
}

/** Retry-After as seconds or as a date, between a minute and a day from now; undefined when absent or unreadable. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: Date): Date | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  const date = /^\d+$/.test(value)
    ? now.getTime() + Number(value) * 1000
    : byOurClock(new Date(readDate(value) ?? ''), headers, now).getTime();
  if (Number.isNaN(date)) return undefined;
  return new Date(Math.min(Math.max(date, now.getTime() + 60_000), now.getTime() + 86_400_000));
}

function ownRhythm(entries: FeedEntry[], now: Date): number {
  const times = entries
    .map((entry) => Date.parse(entry.published ?? entry.updated ?? ''))
    .filter((time) => time <= now.getTime())
    .sort((a, b) => b - a)
    .slice(0, 20);
  if (times.length === 0) return POLL_BOUNDS.start;
  const silence = (now.getTime() - times[0]!) / 1000;
  const gaps = times.slice(1).map((time, index) => (times[index]! - time) / 1000);
  const usual = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? silence;
  return Math.max(usual / 4, silence / 20);
}

function maxAge(headers: Record<string, string>): number {
  const control = headers['cache-control'] ?? '';
  if (/no-cache|no-store/i.test(control)) return 0;
  const seconds = Number(/max-age\s*=\s*"?(\d+)/i.exec(control)?.[1] ?? 0);
  // Caches in between may hold a document for weeks; that says nothing about the feed.
  return Math.min(seconds, 6 * 3600);
}

function clamp(seconds: number): number {
  return Math.round(Math.min(Math.max(seconds, POLL_BOUNDS.min), POLL_BOUNDS.max));
}
