/**
 * For work of which only a few may be under way in one process, because each takes much memory or a core: the rest waits in its order. `refuse` is
 * thrown where more than `mostWaiting` do.
 */
export function fewAtOnce(
  atOnce: number,
  mostWaiting: number,
  refuse: () => Error,
): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw refuse();
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The place goes on to who waits.
      if (next) next();
      else running -= 1;
    }
  };
}
