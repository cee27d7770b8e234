import type { FeedRhythm } from './types.ts';

const PERIODS: Record<string, number> = {
  hourly: 3600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_592_000,
  yearly: 31_536_000,
};

export function emptyRhythm(): FeedRhythm {
  return { ttl: null, updateSeconds: null, skipHours: [], skipDays: [], isFinished: false };
}

/** Seconds between updates by the Syndication module: so many updates in a period. */
export function updateSeconds(period: string | undefined, frequency: number | undefined): number | null {
  const seconds = PERIODS[period?.trim().toLowerCase() ?? ''];
  return seconds === undefined ? null : Math.round(seconds / Math.max(1, frequency ?? 1));
}
