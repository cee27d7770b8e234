import type { Logger } from '#platform/log/index.ts';

/** The end of a process: its parts share one time, so that one of them that hangs cannot keep the others from ending. */
export interface Stopping {
  /** Ends one part, or goes on without it when the time is over. */
  part(name: string, end: () => unknown): Promise<void>;
  /** Milliseconds for the database's own server, which comes last: what the parts left over, and a share kept for it. */
  forDatabase(): number;
}

/** All in all; people are promised ten seconds. */
const LIMIT_MS = 8500;
const DATABASE_MS = 2500;
/** What a part gets even when the others have used the time up. */
const LEAST_MS = 200;

/**
 * Begins to stop. Whatever a part still holds when its time is over is safe: what was acknowledged is stored, and jobs and calls are
 * found again by their leases.
 */
export function startToStop(log: Logger, limitMs = LIMIT_MS): Stopping {
  const until = performance.now() + limitMs - DATABASE_MS;
  const left = () => Math.max(until - performance.now(), LEAST_MS);
  return {
    forDatabase: () => left() + DATABASE_MS,
    async part(name, end) {
      const startedAt = performance.now();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, left(), 'late');
      });
      const ended = Promise.resolve()
        .then(end)
        .catch((error: unknown) => log.warn({ err: error, part: name }, 'a part did not end in order'));
      const outcome = await Promise.race([ended, late]);
      clearTimeout(timer);
      const milliseconds = Math.round(performance.now() - startedAt);
      if (outcome === 'late') log.warn({ part: name, milliseconds }, 'a part did not end in time');
      else log.debug({ part: name, milliseconds }, 'a part has ended');
    },
  };
}
