import type { App } from '#platform/app/index.ts';

/** Least time between two merges. */
const PAUSE_MS = 1000;

interface Upkeep {
  isRunning: boolean;
  isWanted: boolean;
}

const upkeeps = new WeakMap<App, Upkeep>();

/**
 * New terms wait in a list that every search reads from end to end until they are merged into the index. Merging is the dearest part of
 * storing, so it runs beside it on a connection of its own, at most once a second. Call it after posts were stored; it does not wait.
 */
export function mergeSearchSoon(app: App): void {
  let upkeep = upkeeps.get(app);
  if (!upkeep) upkeeps.set(app, (upkeep = { isRunning: false, isWanted: false }));
  upkeep.isWanted = true;
  if (!upkeep.isRunning) void mergeWhileWanted(app, upkeep);
}

async function mergeWhileWanted(app: App, upkeep: Upkeep): Promise<void> {
  upkeep.isRunning = true;
  while (upkeep.isWanted) {
    upkeep.isWanted = false;
    try {
      await app.db.pool.query("select gin_clean_pending_list('posts_search')");
    } catch (error) {
      // PostgreSQL merges by itself when the list has grown long, so nothing is lost but time.
      app.log.debug({ err: error }, 'new search terms could not be merged yet');
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, PAUSE_MS).unref();
    await promise;
  }
  upkeep.isRunning = false;
}
