/** Where the program asks for the time. Decisions about rows use the database's clock; this one is for waits and stamps. */
export interface Clock {
  now(): Date;
  /** Resolves after `milliseconds`, or at once when the signal is aborted; never rejects. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A timer for longer would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647;

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      let rest = milliseconds;
      let timer: NodeJS.Timeout;
      const wait = () => {
        const step = Math.min(rest, LONGEST_TIMER_MS);
        rest -= step;
        timer = setTimeout(rest > 0 ? wait : done, step);
      };
      wait();
      signal?.addEventListener('abort', done, { once: true });
    }),
};
