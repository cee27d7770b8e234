/** How long a change waits for its answer. The ones behind it wait as long, and not for ever. */
export const PATIENCE_MS = 15_000;
/** Changes go one after another, so that each carries the version that the one before it made. */
let last: Promise<unknown> = Promise.resolve();

export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work, work);
  last = next.catch(() => undefined);
  return next;
}
