import type { App } from '#platform/app/index.ts';
import { readMinutes } from '#listen/intake/index.ts';
import { isTrouble, worstOf } from './domain.ts';
import { listSources } from './service.ts';

/** The state of all sources in one look: what the header shows. Counts are those of the last whole minute. */
export async function summariseHealth(app: App) {
  const sources = await listSources(app);
  const minute = await lastMinute(
    app,
    sources.map((source) => source.id),
  );
  const lags = sources.flatMap((source) =>
    source.state === 'running' && source.lagSeconds !== null ? [source.lagSeconds] : [],
  );
  return {
    worst: worstOf(sources.map((source) => source.health)),
    problems: sources
      .filter((source) => isTrouble(source.health))
      .map((source) => ({
        sourceId: source.id,
        name: source.name,
        health: source.health,
        problem: source.problem ?? '',
      })),
    ...minute,
    lagSeconds: lags.length > 0 ? Math.max(...lags) : null,
  };
}

async function lastMinute(
  app: App,
  ids: readonly string[],
): Promise<{ seenPerMinute: number; keptPerMinute: number }> {
  const minutes = await readMinutes(app, ids, 2);
  const counts = [...minutes.values()].map(([whole]) => whole);
  return {
    seenPerMinute: counts.reduce((sum, minute) => sum + (minute?.seen ?? 0), 0),
    keptPerMinute: counts.reduce((sum, minute) => sum + (minute?.kept ?? 0), 0),
  };
}
