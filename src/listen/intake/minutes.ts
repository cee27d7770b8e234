import type { App } from '#platform/app/index.ts';
import { deleteMinutes, deleteRefusalsOf, type MinuteCounts, selectMinutes } from './store.ts';

/** What each source brought in each of the last minutes, oldest first, the present one last. Sources without anything are left out. */
export async function readMinutes(
  app: App,
  sourceIds: readonly string[],
  minutes: number,
): Promise<Map<string, MinuteCounts[]>> {
  const bySource = new Map<string, MinuteCounts[]>();
  if (sourceIds.length === 0) return bySource;
  for (const { source_id, age, ...counts } of await selectMinutes(app, sourceIds, minutes)) {
    let line = bySource.get(source_id);
    if (!line)
      bySource.set(
        source_id,
        (line = Array.from({ length: minutes }, () => ({ seen: 0, kept: 0, refused: 0 }))),
      );
    const place = minutes - 1 - age;
    if (place >= 0 && place < minutes) line[place] = counts;
  }
  return bySource;
}

/** Forgets the counts and the refused payloads of a source that is removed. */
export async function forgetSourceCounts(app: App, sourceId: string): Promise<void> {
  await deleteMinutes(app, sourceId);
  await deleteRefusalsOf(app, sourceId);
}
