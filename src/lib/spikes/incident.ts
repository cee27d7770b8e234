import type { Seen } from './baseline.ts';
import { surprise } from './surprise.ts';

/** An incident that is going on. Minutes are minutes since 1970. */
export interface Incident {
  id: string;
  since: number;
  /** The level that was usual before: posts a minute at a factor of 1. */
  level: number;
  /** The window that showed it, in minutes, and how surprising it was, in nats. */
  window: number;
  surprise: number;
  /** Highest so far, and highest that was told. */
  severity: number;
  toldSeverity: number;
  /** Minute of the last event. */
  told: number;
  posts: number;
  expected: number;
  /** Most posts in a quarter of an hour against what is usual, drawn towards 1. */
  ratio: number;
  /** Minutes that were quiet in a row. */
  calm: number;
  /** Posts and season's factors by hour since the beginning. */
  hours: { posts: number; exposure: number }[];
}

export function newIncident(since: number, minute: number, window: number, surprise: number): Incident {
  const counted = { posts: 0, expected: 0, ratio: 1, calm: 0, hours: [] };
  const told = { severity: 0, toldSeverity: 0, told: minute };
  return { id: `spike-${since}`, since, level: 0, window, surprise, ...told, ...counted };
}

/**
 * 1 to 10, the sum of three parts: how many times the usual (1.3 for each doubling, 5 at most), how many posts too many (1 for each power of ten
 * beyond 3, 3.5 at most), and for how long (1 for two hours, 1.5 at most).
 *
 * @param ratio most posts in a quarter of an hour, as a multiple of the usual
 * @param excess posts too many since the beginning
 * @param minutes since the beginning
 */
export function severityOf(ratio: number, excess: number, minutes: number): number {
  const times = Math.min(5, 1.3 * Math.log2(Math.max(1, ratio)));
  const volume = Math.min(3.5, Math.max(0, Math.log10(1 + Math.max(0, excess)) - 0.5));
  const lasting = Math.min(1.5, minutes / 120);
  return Math.min(10, Math.max(1, Math.round(times + volume + lasting)));
}

/** Whether the posts are back: of the last half hour, or of a quarter of the window that showed the incident where that is longer. */
export function isQuiet(incident: Incident, windows: readonly Seen[]): boolean {
  const seen = windows.find((one) => one.window >= Math.max(30, incident.window / 4));
  if (!seen) return false;
  const found = surprise(seen.posts, seen.mean, seen.spread.value + seen.doubt);
  return seen.posts <= 1.2 * seen.mean || found < 1.5;
}
