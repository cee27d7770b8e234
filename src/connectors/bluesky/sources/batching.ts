/** When a batch is handed on: at this many messages, or this long after its first one. */
export interface BatchLimits {
  most: number;
  waitMs: number;
}

/**
 * Gathers messages into batches. Reads ahead by one batch at most, so a slow taker slows the sender down. What was gathered
 * before the stream broke is handed on first; then the error is thrown.
 */
export async function* inBatches<T>(
  messages: AsyncIterable<T>,
  limits: BatchLimits,
): AsyncGenerator<T[], void, void> {
  const gathering = new Gathering<T>(limits);
  const reading = gathering.fillFrom(messages);
  reading.catch(() => undefined); // awaited below, but not when the taker leaves early
  try {
    for (let batch = await gathering.take(); batch !== undefined; batch = await gathering.take()) yield batch;
    await reading;
  } finally {
    gathering.stop();
  }
}

class Gathering<T> {
  readonly #limits: BatchLimits;
  #batch: T[] = [];
  #firstAt = 0;
  #isEnded = false;
  #isStopped = false;
  #changed = Promise.withResolvers<void>();
  #taken = Promise.withResolvers<void>();

  constructor(limits: BatchLimits) {
    this.#limits = limits;
  }

  async fillFrom(messages: AsyncIterable<T>): Promise<void> {
    try {
      for await (const message of messages) {
        if (this.#isStopped) return;
        if (this.#batch.length === 0) this.#firstAt = performance.now();
        this.#batch.push(message);
        if (this.#batch.length === 1 || this.#batch.length === this.#limits.most) this.#changed.resolve();
        if (this.#batch.length >= this.#limits.most) await this.#taken.promise;
      }
    } finally {
      this.#isEnded = true;
      this.#changed.resolve();
    }
  }

  /** The next batch; undefined at the end. */
  async take(): Promise<T[] | undefined> {
    while (this.#batch.length === 0 && !this.#isEnded) await this.#nextChange();
    while (this.#batch.length < this.#limits.most && !this.#isEnded) {
      const left = this.#limits.waitMs - (performance.now() - this.#firstAt);
      if (left <= 0) break;
      await this.#nextChange(left);
    }
    if (this.#batch.length === 0) return undefined;
    const batch = this.#batch;
    this.#batch = [];
    this.#taken.resolve();
    this.#taken = Promise.withResolvers<void>();
    return batch;
  }

  stop(): void {
    this.#isStopped = true;
    this.#taken.resolve();
  }

  async #nextChange(mostMs?: number): Promise<void> {
    const timer = mostMs === undefined ? undefined : setTimeout(() => this.#changed.resolve(), mostMs);
    await this.#changed.promise;
    clearTimeout(timer);
    this.#changed = Promise.withResolvers<void>();
  }
}
