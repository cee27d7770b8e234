import { Worker } from 'node:worker_threads';
import type { Opinion } from '../ask.ts';
import type { ModelFolder } from './folder.ts';

/** What the thread is given once. */
export interface Setup {
  readonly folder: string;
  readonly classes: number;
}

export interface Asked {
  readonly number: number;
  readonly text: string;
}

export type Told =
  | { readonly kind: 'ready' }
  | { readonly kind: 'unusable'; readonly problem: string }
  | { readonly kind: 'answer'; readonly number: number; readonly best: number; readonly tokens: number }
  | { readonly kind: 'failure'; readonly number: number; readonly problem: string };

export interface LocalAnswer {
  readonly opinion: Opinion;
  readonly tokens: number;
}

/** Loading half a gigabyte takes a while. */
const LOADING_MS = 120_000;
const IDLE_MS = 60_000;

/** The model of a folder in a thread of its own, which begins when it is first asked and ends when nobody asks any more. */
export class LocalModel {
  readonly #folder: ModelFolder;
  readonly #idleMs: number;
  #thread: Thread | undefined;
  #clock: NodeJS.Timeout | undefined;
  #open = 0;

  constructor(folder: ModelFolder, idleMs = IDLE_MS) {
    this.#folder = folder;
    this.#idleMs = idleMs;
  }

  get id(): string {
    return this.#folder.id;
  }

  /** Whether a thread holds the model at the moment. */
  get isLoaded(): boolean {
    return this.#thread !== undefined;
  }

  /** Rejects with what went wrong: the folder, the time, the signal. A thread that took too long is ended, and the next text gets a new one. */
  async ask(text: string, timeoutMs: number, signal: AbortSignal): Promise<LocalAnswer> {
    signal.throwIfAborted();
    clearTimeout(this.#clock);
    const thread = (this.#thread ??= new Thread({
      folder: this.#folder.folder,
      classes: this.#folder.meanings.length,
    }));
    this.#open++;
    try {
      await withinTime(thread.ready, LOADING_MS, signal, 'It was not loaded');
      const { best, tokens } = await withinTime(thread.ask(text), timeoutMs, signal, 'It did not answer');
      return { opinion: this.#folder.meanings[best]!, tokens };
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      this.#open--;
      if (this.#open === 0) this.#rest();
    }
  }

  /** Ends the thread, whatever it does. */
  async end(): Promise<void> {
    clearTimeout(this.#clock);
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.end();
  }

  #rest(): void {
    this.#clock = setTimeout(() => void this.end(), this.#idleMs);
    this.#clock.unref();
  }
}

class Thread {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #begun = Promise.withResolvers<void>();
  readonly #waiting = new Map<number, PromiseWithResolvers<Extract<Told, { kind: 'answer' }>>>();
  #asked = 0;

  constructor(setup: Setup) {
    this.ready = this.#begun.promise;
    // Whoever waits hears of it.
    this.ready.catch(() => undefined);
    this.#worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: setup,
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.#worker.unref();
    this.#worker.on('message', (told: Told) => this.#hear(told));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) =>
      this.#fail(new Error(`The thread of the model stopped with code ${code}.`)),
    );
  }

  ask(text: string): Promise<Extract<Told, { kind: 'answer' }>> {
    const answer = Promise.withResolvers<Extract<Told, { kind: 'answer' }>>();
    const asked: Asked = { number: this.#asked++, text };
    this.#waiting.set(asked.number, answer);
    this.#worker.postMessage(asked, []);
    return answer.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #hear(told: Told): void {
    if (told.kind === 'ready') return this.#begun.resolve();
    if (told.kind === 'unusable') return this.#fail(new Error(told.problem));
    const waiting = this.#waiting.get(told.number);
    this.#waiting.delete(told.number);
    if (told.kind === 'answer') waiting?.resolve(told);
    else waiting?.reject(new Error(told.problem));
  }

  #fail(error: Error): void {
    this.#begun.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The same promise, unless the time is over or the signal aborts; keeps the process alive meanwhile. */
async function withinTime<T>(promise: Promise<T>, ms: number, signal: AbortSignal, what: string): Promise<T> {
  const over = Promise.withResolvers<never>();
  const clock = setTimeout(() => over.reject(new Error(`${what} within ${ms / 1000} s.`)), ms);
  const onAbort = () => over.reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  // It may fail after nobody waits any more.
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, over.promise]);
  } finally {
    clearTimeout(clock);
    signal.removeEventListener('abort', onAbort);
  }
}
