/**
 * What a stream gives, until `signal` ends it with its reason, also while nothing comes. The stream is closed then, so that
 * it keeps no process alive.
 */
export async function* untilStopped<T>(
  stream: AsyncIterable<T> & { destroy?: () => unknown },
  signal: AbortSignal,
): AsyncGenerator<T> {
  const items = stream[Symbol.asyncIterator]();
  let refuse: (reason: unknown) => void = () => {};
  const onStop = () => refuse(signal.reason);
  signal.addEventListener('abort', onStop, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      // A promise of its own for each item: one for all would gather what waits for it.
      const item = await new Promise<IteratorResult<T>>((resolve, reject) => {
        refuse = reject;
        items.next().then(resolve, reject);
      });
      if (item.done === true) return;
      yield item.value;
    }
  } finally {
    signal.removeEventListener('abort', onStop);
    // Not waited for: it may hang behind an item that never comes.
    items.return?.().catch(() => {});
    if (signal.aborted) stream.destroy?.();
  }
}
