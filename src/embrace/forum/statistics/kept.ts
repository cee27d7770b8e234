import { type App, perApp } from '#platform/app/index.ts';
import type { Statistics, StatisticsAsked } from './schema.ts';
import { countStatistics } from './statistics.ts';

/** A community of a million posts takes seconds to count, and everybody who looks sees the same. */
const KEPT_MS = 60_000;

interface Kept {
  at: number;
  read: Promise<Statistics>;
}
const keptOf = perApp(() => new Map<string, Kept>());

/** The figures as they were counted within the last minute; who asks while they are counted waits for the same count. `now` in ms. */
export function readStatistics(
  app: App,
  asked: StatisticsAsked,
  now = app.clock.now().getTime(),
): Promise<Statistics> {
  const kept = keptOf(app);
  for (const [key, { at }] of kept) if (now - at >= KEPT_MS) kept.delete(key);
  const key = `${asked.days} ${asked.zone}`;
  const known = kept.get(key);
  if (known) return known.read;
  const read = countStatistics(app, asked);
  kept.set(key, { at: now, read });
  read.catch(() => kept.delete(key));
  return read;
}
