import type { ReadBackOutcome, SendOutcome } from '../domain.ts';
import type { OutRow } from '../store.ts';
import type { Sender } from '../senders.ts';

/** What may go wrong, as shares of all calls. */
export interface Faults {
  /** Lost on the way there: never arrives. */
  lostBefore: number;
  /** Arrives, and the answer is lost. */
  lostAfter: number;
  refused: number;
  postponed: number;
  /** Read-backs that cannot tell. */
  blind: number;
}

export const NO_FAULTS: Faults = { lostBefore: 0, lostAfter: 0, refused: 0, postponed: 0, blind: 0 };

/**
 * A network that keeps everything it is sent, twice if it is sent twice: it knows no idempotency keys, so only the
 * outbox stands between a customer and a doubled reply. Messages arrive late, are seen by readers later still, and cannot be
 * called back once on their way.
 */
export class FakeNetwork {
  readonly arrived: { key: string; at: number; seenAt: number }[] = [];
  calls = 0;
  callsUnderWay = 0;
  mostUnderWay = 0;
  faults: Faults;
  readonly #random: () => number;
  readonly #latencyMs: number;
  readonly #lagMs: number;

  constructor(options: { random: () => number; latencyMs: number; lagMs: number; faults: Faults }) {
    this.#random = options.random;
    this.#latencyMs = options.latencyMs;
    this.#lagMs = options.lagMs;
    this.faults = options.faults;
  }

  sender(settleMs: number, extra: Partial<Sender> = {}): Sender {
    return {
      settleMs,
      callMs: 2000,
      send: (row) => this.#send(row),
      readBack: (row) => this.#readBack(row),
      ...extra,
    };
  }

  countOf(key: string): number {
    return this.arrived.filter((entry) => entry.key === key).length;
  }

  async #send(row: OutRow): Promise<SendOutcome> {
    this.calls += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.callsUnderWay);
    try {
      return await this.#deliver(row);
    } finally {
      this.callsUnderWay -= 1;
    }
  }

  async #deliver(row: OutRow): Promise<SendOutcome> {
    const { faults } = this;
    const fate = this.#random();
    if (fate < faults.postponed)
      return { outcome: 'postponed', reason: 'slow down', retryAt: new Date(Date.now() + 20) };
    if (fate < faults.postponed + faults.refused) return { outcome: 'refused', reason: 'blocked' };
    const isLost = this.#random() < faults.lostBefore;
    await pause(this.#random() * this.#latencyMs);
    if (isLost) throw new Error('connection reset');
    const at = performance.now();
    this.arrived.push({ key: row.key, at, seenAt: at + this.#random() * this.#lagMs });
    if (this.#random() < faults.lostAfter) throw new Error('socket hang up');
    return { outcome: 'sent', receipt: { key: row.key } };
  }

  async #readBack(row: OutRow): Promise<ReadBackOutcome> {
    await pause(this.#random() * 5);
    if (this.#random() < this.faults.blind) return { state: 'unknown' };
    const isSeen = this.arrived.some((entry) => entry.key === row.key && entry.seenAt <= performance.now());
    return isSeen ? { state: 'present', receipt: { key: row.key } } : { state: 'absent' };
  }
}

/** Repeatable numbers from 0 to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
