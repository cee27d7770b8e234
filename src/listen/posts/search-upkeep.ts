import { type App, perApp } from '#platform/app/index.ts';

/** Posts that wait at most: reading them costs a search half a millisecond for each thousand. */
const MOST_WAITING = 30_000;
/** They wait no longer than this. */
const LONGEST_MS = 15_000;

interface Upkeep {
  waiting: number;
  /** Ends the pause before the next merge. */
  wake: (() => void) | undefined;
  isRunning: boolean;
}

const upkeepOf = perApp((): Upkeep => ({ waiting: 0, wake: undefined, isRunning: false }));

/**
 * New terms wait in a list that every search reads from end to end until they are merged into the index. Merging is the dearest part of
 * storing, and the cheaper for each post the more are merged at once; it runs on a connection of its own. Call it after posts were
 * stored; it does not wait.
 */
export function mergeSearchSoon(app: App, posts: number): void {
  const upkeep = upkeepOf(app);
  upkeep.waiting += posts;
  if (!upkeep.isRunning) void mergeWhileWanted(app, upkeep);
  else if (upkeep.waiting >= MOST_WAITING) upkeep.wake?.();
}

async function mergeWhileWanted(app: App, upkeep: Upkeep): Promise<void> {
  upkeep.isRunning = true;
  while (upkeep.waiting > 0) {
    if (upkeep.waiting < MOST_WAITING) await pause(upkeep);
    upkeep.waiting = 0;
    try {
      await app.db.pool.query("select gin_clean_pending_list('posts_search')");
    } catch (error) {
      // PostgreSQL merges by itself when the list has grown long, so nothing is lost but time.
      app.log.debug({ err: error }, 'new search terms could not be merged yet');
    }
  }
  upkeep.isRunning = false;
}

async function pause(upkeep: Upkeep): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LONGEST_MS).unref();
  upkeep.wake = resolve;
  await promise;
  clearTimeout(timer);
  upkeep.wake = undefined;
}
