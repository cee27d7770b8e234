import { randomBytes } from 'node:crypto';
import type { BusEvent } from '#platform/bus/index.ts';

export interface Kept {
  id: string;
  event: BusEvent;
}

/** The last events of this process, so that a short break of the line loses nothing. Ids are `run-count`. */
export class Replay {
  readonly #run = randomBytes(6).toString('hex');
  readonly #kept: BusEvent[] = [];
  readonly #size: number;
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get lastId(): string {
    return this.#idOf(this.#count);
  }

  /** Keeps an event and answers its id. */
  add(event: BusEvent): string {
    this.#count += 1;
    this.#kept.push(event);
    if (this.#kept.length > this.#size) this.#kept.shift();
    return this.lastId;
  }

  /** What came after the event with that id; one `bus.resync` when that cannot be known: of another run, too old, or no id of ours. */
  after(lastSeen: string | undefined): Kept[] {
    if (lastSeen === undefined) return [];
    const [run, digits = ''] = lastSeen.split('-');
    const seen = /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
    const oldest = this.#count - this.#kept.length;
    if (run !== this.#run || lastSeen !== this.#idOf(seen) || seen < oldest || seen > this.#count)
      return [{ id: this.lastId, event: { name: 'bus.resync', data: {} } }];
    return this.#kept.slice(seen - oldest).map((event, at) => ({ id: this.#idOf(seen + at + 1), event }));
  }

  #idOf(count: number): string {
    return `${this.#run}-${count}`;
  }
}
