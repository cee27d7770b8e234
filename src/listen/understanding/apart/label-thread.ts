import { Worker } from 'node:worker_threads';
import type { HeadInUse } from '../company/labels.ts';
import type { TextToLabel } from '../label-text.ts';
import type { PackedLabels } from '../packed.ts';

/** What a thread is given once. */
export interface Setup {
  readonly company: readonly HeadInUse[];
  /** The company's intents as the bytes of a model. */
  readonly intents: { readonly id: string; readonly bytes: Uint8Array } | null;
}

export interface Piece {
  readonly number: number;
  readonly posts: readonly TextToLabel[];
}

export type FromThread =
  | { readonly isReady: true }
  | { readonly number: number; readonly packed: PackedLabels };

export interface ThreadOptions {
  /** Told once, when the thread is over: with the reason where it ended by itself. */
  readonly onEnd: (reason?: Error) => void;
  readonly script?: URL;
  /** Milliseconds without work after which it ends. */
  readonly idleMs?: number;
  /** Milliseconds that one piece, or the start, may take. */
  readonly patienceMs?: number;
}

const IDLE_MS = 60_000;
const PATIENCE_MS = 30_000;
const MEGABYTES = 256;

/** A thread that labels texts. It keeps no process alive unless somebody waits for an answer. */
export class LabelThread {
  readonly #worker: Worker;
  readonly #onEnd: ThreadOptions['onEnd'];
  #idleMs: number;
  readonly #patienceMs: number;
  readonly #waiting = new Map<number, PromiseWithResolvers<PackedLabels>>();
  readonly #ready = Promise.withResolvers<void>();
  #sent = 0;
  #isReady = false;
  #isOver = false;
  #clock: NodeJS.Timeout | undefined;

  constructor(setup: Setup, { onEnd, script = THREAD, idleMs, patienceMs }: ThreadOptions) {
    this.#onEnd = onEnd;
    this.#idleMs = idleMs ?? IDLE_MS;
    this.#patienceMs = patienceMs ?? PATIENCE_MS;
    // Options of the process, such as those of a test run, are none of the thread's business.
    this.#worker = new Worker(script, {
      workerData: setup,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    });
    this.#worker.on('message', (message: FromThread) => this.#hear(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('messageerror', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`it stopped with code ${code}`)));
    this.#worker.unref();
    this.#wind();
  }

  /** The weights are loaded: what is sent now is worked on at once. */
  get isReady(): boolean {
    return this.#isReady && !this.#isOver;
  }

  /** Resolves once it is ready, or over. */
  get whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** Labels posts, after those that were sent before. Rejects when the thread is over. */
  label(posts: readonly TextToLabel[]): Promise<PackedLabels> {
    const answer = Promise.withResolvers<PackedLabels>();
    if (this.#isOver) answer.reject(new Error('the thread is over'));
    else {
      const piece: Piece = { number: this.#sent++, posts };
      this.#waiting.set(piece.number, answer);
      this.#worker.ref();
      this.#worker.postMessage(piece, []);
      this.#wind();
    }
    return answer.promise;
  }

  /** Ends the thread once nobody waits for it. */
  retire(): void {
    this.#idleMs = 0;
    this.#wind();
  }

  /** Ends the thread, whatever it does; whoever waits is refused. */
  async end(): Promise<void> {
    this.#close(new Error('it was ended'));
    this.#onEnd();
    await this.#worker.terminate();
  }

  #hear(message: FromThread): void {
    if ('isReady' in message) {
      this.#isReady = true;
      this.#ready.resolve();
    } else {
      this.#waiting.get(message.number)?.resolve(message.packed);
      this.#waiting.delete(message.number);
    }
    this.#wind();
  }

  #fail(reason: Error): void {
    if (this.#isOver) return;
    this.#close(reason);
    this.#onEnd(reason);
    void this.#worker.terminate();
  }

  #close(reason: Error): void {
    this.#isOver = true;
    this.#ready.resolve();
    clearTimeout(this.#clock);
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  /** Sets the clock anew: for the piece at hand, or for the rest without one. */
  #wind(): void {
    if (this.#isOver) return;
    clearTimeout(this.#clock);
    const isAtWork = this.#waiting.size > 0 || !this.#isReady;
    if (this.#waiting.size === 0) this.#worker.unref();
    this.#clock = isAtWork
      ? setTimeout(
          () => this.#fail(new Error(`it said nothing for ${this.#patienceMs} ms`)),
          this.#patienceMs,
        )
      : setTimeout(() => void this.end(), this.#idleMs);
    this.#clock.unref();
  }
}

const THREAD = new URL('./thread.ts', import.meta.url);
