import type { App } from '#platform/app/index.ts';
import { graceSeconds, isTrouble } from '../domain.ts';
import { saveTrouble, takeTelling } from '../reading-store.ts';
import { selectSources, type SourceRow } from '../store.ts';
import { judgeRow } from '../views.ts';

/** Notices when sources fall into trouble or come out of it, and tells people once each time. */
export async function watchTrouble(app: App, sourceIds: readonly string[]): Promise<void> {
  const ours = new Set(sourceIds);
  let hasChanged = false;
  for (const row of await selectSources(app)) {
    if (ours.has(row.id) && (await watch(app, row))) hasChanged = true;
  }
  if (hasChanged) await app.bus.publish('source.health', {});
}

async function watch(app: App, row: SourceRow): Promise<boolean> {
  const { health, problem } = judgeRow(app, row);
  const trouble = isTrouble(health) ? health : null;
  if (trouble !== row.trouble) {
    await app.db.transaction(async () => {
      await saveTrouble(app, row.id, trouble);
      if (trouble === null && row.trouble_told_at)
        await app.bus.publish('source.recovered', { sourceId: row.id, name: row.name });
    });
  }
  const since = row.trouble_since ?? row.now;
  if (
    trouble &&
    row.trouble_told_at === null &&
    row.now.getTime() - since.getTime() >= graceSeconds(health) * 1000
  ) {
    await app.db.transaction(async () => {
      if (await takeTelling(app, row.id)) {
        await app.bus.publish('source.unhealthy', {
          sourceId: row.id,
          name: row.name,
          health,
          problem: (problem ?? '').slice(0, 2000),
        });
      }
    });
  }
  return trouble !== row.trouble;
}
