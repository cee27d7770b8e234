import { Worker } from 'node:worker_threads';
import type { Answered, FromThread, Setup, ToThread } from './threads/messages.ts';
import type { SharedTables } from './threads/shared-tables.ts';

/** What a pool tells as it happens. */
export interface PoolEvents {
  /** The next answer in the order of the pieces may be there. */
  onAnswer(): void;
  onDrift(drifted: Extract<FromThread, { drifted: unknown }>['drifted']): void;
  /** A thread ended by itself; nothing more comes of the pool. */
  onFailure(error: unknown): void;
}

interface Hand {
  readonly worker: Worker;
  /** Numbers of the pieces it was sent and has not answered. */
  readonly pieces: number[];
}

/** Threads that answer pieces of posts. Answers are given out in the order in which the pieces were sent. */
export class ThreadPool {
  readonly #hands: readonly Hand[];
  readonly #answers = new Map<number, Answered>();
  #sent = 0;
  #given = 0;
  #isOver = false;

  /** `script` runs in each of `count` threads and is answered by `threads/thread.ts`, unless told. */
  constructor(count: number, events: PoolEvents, script = THREAD) {
    this.#hands = Array.from({ length: count }, () => this.#start(script, events));
  }

  /** To be called once, before the first piece. */
  setUp(setup: Omit<Setup, 'learned'>, learned: Setup['learned']): void {
    for (const [i, { worker }] of this.#hands.entries())
      tell(worker, { setup: { ...setup, learned: i === 0 ? learned : undefined } });
  }

  /** Lets all threads use other tables of the same topics. */
  renew(tables: SharedTables): void {
    for (const { worker } of this.#hands) tell(worker, { tables });
  }

  /** Pieces that were sent and whose answers were not taken: in hand, or waiting for their turn. */
  get open(): number {
    return this.#sent - this.#given;
  }

  get hasIdle(): boolean {
    return this.#freest().pieces.length === 0 && this.#hasRoom;
  }

  /** Whether a thread would have a piece to go on with. */
  get canTake(): boolean {
    return this.#freest().pieces.length < IN_HAND && this.#hasRoom;
  }

  /** Hands a piece, with its memory, to the thread that has the fewest. */
  send(piece: Uint8Array<ArrayBuffer>): void {
    const { worker, pieces } = this.#freest();
    pieces.push(this.#sent++);
    tell(worker, { piece }, [piece.buffer]);
  }

  /** Takes the next answer in order, if it is there. */
  take(): Answered | undefined {
    const answered = this.#answers.get(this.#given);
    if (answered !== undefined) this.#answers.delete(this.#given++);
    return answered;
  }

  /** Ends all threads, whatever they do. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#hands.map(({ worker }) => worker.terminate()));
  }

  /** The hands take turns where they have the same in hand. */
  #freest(): Hand {
    const first = this.#sent % this.#hands.length;
    let freest = this.#hands[first]!;
    for (let i = 1; i < this.#hands.length; i++) {
      const hand = this.#hands[(first + i) % this.#hands.length]!;
      if (hand.pieces.length < freest.pieces.length) freest = hand;
    }
    return freest;
  }

  get #hasRoom(): boolean {
    return this.open < OPEN_EACH * this.#hands.length;
  }

  #start(script: URL, events: PoolEvents): Hand {
    // Options of the process, such as those of a test run, are none of the threads' business.
    const worker = new Worker(script, { execArgv: ['--disable-warning=ExperimentalWarning'] });
    const hand: Hand = { worker, pieces: [] };
    const fail = (error: unknown) => {
      if (this.#isOver) return;
      this.#isOver = true;
      events.onFailure(error);
    };
    worker.on('message', (message: FromThread) => {
      if ('drifted' in message) return events.onDrift(message.drifted);
      this.#answers.set(hand.pieces.shift()!, message.answered);
      events.onAnswer();
    });
    worker.on('error', fail);
    worker.on('messageerror', fail);
    worker.on('exit', (code) => fail(new Error(`it stopped with code ${code}`)));
    return hand;
  }
}

const THREAD = new URL('threads/thread.ts', import.meta.url);
/** Pieces that a thread has in hand, so that it need not wait for the next. */
const IN_HAND = 2;
/** Pieces read ahead for each thread, those included that wait for an earlier one to be written. */
const OPEN_EACH = 3;

function tell(worker: Worker, message: ToThread, given: ArrayBuffer[] = []): void {
  worker.postMessage(message, given);
}
