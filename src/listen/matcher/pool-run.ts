import { EventEmitter, once } from 'node:events';
import { messageOf } from '#platform/errors/index.ts';
import { atOnce, inTurns } from './compartment.ts';
import { type Learned, LearnedFrequencies } from './engine/frequencies.ts';
import { bytesOf, type Tables, TablesBuilder } from './engine/tables.ts';
import { linesIn } from './lines.ts';
import {
  type Figures,
  isGone,
  learnFrom,
  MAX_POST_LINE,
  readPosts,
  reportsOf,
  statsOf,
  type Streams,
} from './match-posts.ts';
import { ThreadPool } from './pool.ts';
import { LineCutter } from './threads/cut.ts';
import type { Answered } from './threads/messages.ts';
import { shareTables } from './threads/shared-tables.ts';
import { shareTopics } from './threads/shared-topics.ts';
import { untilStopped } from './threads/until-stopped.ts';
import type { LineTopic } from './topic-lines.ts';

export interface ThreadedOptions {
  readonly spans: boolean;
  readonly stats: boolean;
  readonly threads: number;
  /** What runs in the threads, for tests. */
  readonly script?: URL;
}

/**
 * Does what `matchPosts` does, in several threads: this one cuts the input at line ends and writes the answers, the others
 * do all the rest. Answers, reports and their order are the same.
 */
export async function matchInThreads(
  topics: readonly LineTopic[],
  options: ThreadedOptions,
  streams: Streams,
): Promise<void> {
  const run = new ThreadedRun(topics, options, streams);
  try {
    await run.work();
  } finally {
    await run.end();
  }
}

class ThreadedRun {
  readonly #topics: readonly LineTopic[];
  readonly #options: ThreadedOptions;
  readonly #streams: Streams;
  readonly #cutter = new LineCutter(MAX_POST_LINE);
  readonly #pool: ThreadPool;
  /** Emits `moved` whenever a piece was sent and when there is nothing to write. */
  readonly #events = new EventEmitter();
  readonly #stop = new AbortController();
  #planTimer: NodeJS.Timeout | undefined;
  #isPlanned = false;
  #planning: Generator<void, Tables> | undefined;
  #isWriting = false;
  #lines = 0;
  #figures: Figures = { posts: 0, matches: 0, candidates: 0, programs: 0, seconds: 0, tableBytes: 0 };

  constructor(topics: readonly LineTopic[], options: ThreadedOptions, streams: Streams) {
    this.#topics = topics;
    this.#options = options;
    this.#streams = streams;
    streams.stdout.once('error', (error) => this.#stop.abort(error));
    this.#pool = new ThreadPool(
      options.threads,
      {
        onAnswer: () => {
          this.#forward();
          this.#do(this.#write());
        },
        onDrift: (learned) => this.#do(this.#replan(learned)),
        onFailure: (error) => this.#stop.abort(this.#lost(error)),
      },
      options.script,
    );
  }

  async work(): Promise<void> {
    const { signal } = this.#stop;
    try {
      for await (const chunk of untilStopped(this.#streams.stdin, signal)) {
        this.#cutter.add(chunk);
        this.#forward();
        while (this.#cutter.ready >= PIECE) await once(this.#events, 'moved', { signal });
      }
      await this.#finish(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted && !isGone(signal.reason)) throw signal.reason;
    if (this.#options.stats) this.#streams.stderr.write(statsOf(this.#figures));
  }

  async end(): Promise<void> {
    clearTimeout(this.#planTimer);
    this.#stop.abort();
    await this.#pool.end();
  }

  async #finish(signal: AbortSignal): Promise<void> {
    this.#cutter.finish();
    if (!this.#isPlanned && (this.#cutter.ready > 0 || this.#options.stats)) this.#plan();
    this.#forward();
    while (this.#cutter.ready > 0 || this.#pool.open > 0 || this.#isWriting)
      await once(this.#events, 'moved', { signal });
  }

  /** Sends what is there to threads that have nothing to do; full pieces also to those that would have to wait soon. */
  #forward(): void {
    if (this.#cutter.ready === 0 || this.#stop.signal.aborted) return;
    if (this.#isPlanned) {
      if (!this.#pool.hasIdle && (this.#cutter.ready < PIECE || !this.#pool.canTake)) return;
      this.#pool.send(this.#cutter.cut());
      this.#events.emit('moved');
    } else if (this.#cutter.ready >= PIECE) this.#plan();
    else this.#planTimer ??= setTimeout(() => this.#do(this.#planNow()), PATIENCE_MS);
  }

  async #planNow(): Promise<void> {
    if (!this.#isPlanned) this.#plan();
  }

  /** Builds the tables by what the first posts tell of words, and sends these posts off. */
  #plan(): void {
    this.#isPlanned = true;
    const frequencies = new LearnedFrequencies();
    const piece = this.#cutter.cut();
    learnFrom(readPosts(linesIn(piece, MAX_POST_LINE).slice(0, LESSON)).posts, frequencies);
    const tables = atOnce(tablesOf(this.#topics, frequencies));
    const withSpans = this.#options.spans;
    this.#pool.setUp(
      { topics: shareTopics(this.#topics), tables: this.#share(tables), withSpans },
      frequencies.learned,
    );
    if (piece.length > 0) this.#pool.send(piece);
  }

  /** Plans the tables anew in the background. */
  async #replan(learned: Learned): Promise<void> {
    if (this.#planning !== undefined) return;
    this.#planning = tablesOf(this.#topics, new LearnedFrequencies(learned), this.#stop.signal);
    const tables = await inTurns(this.#planning);
    this.#planning = undefined;
    if (!this.#stop.signal.aborted) this.#pool.renew(this.#share(tables));
  }

  #share(tables: Tables): ReturnType<typeof shareTables> {
    const ownBytes = tables.topics * OWN_BYTES * this.#options.threads;
    this.#figures = { ...this.#figures, tableBytes: bytesOf(tables) + ownBytes };
    return shareTables(tables);
  }

  /** Writes the answers that are there, as fast as they are read. */
  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    const { stdout, stderr } = this.#streams;
    for (let next = this.#pool.take(); next !== undefined; next = this.#pool.take()) {
      if (next.bad.length > 0) await this.#put(stderr, reportsOf(next.bad, this.#lines));
      if (next.answers.length > 0) await this.#put(stdout, next.answers);
      this.#lines += next.lines;
      this.#figures = added(this.#figures, next.figures);
      this.#forward();
    }
    this.#isWriting = false;
    this.#events.emit('moved');
  }

  async #put(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
    const { signal } = this.#stop;
    signal.throwIfAborted();
    if (!stream.write(text)) await once(stream, 'drain', { signal });
  }

  /** Work beside the reading: when it fails, everything ends. */
  #do(work: Promise<void>): void {
    work.catch((error: unknown) => this.#stop.abort(error));
  }

  #lost(error: unknown): Error {
    const answered = `The first ${this.#lines} lines are answered; start again behind them.`;
    return new Error(`A matching thread ended: ${messageOf(error)}. ${answered}`);
  }
}

/** Bytes of whole lines that are worth a way to a thread and back; a few hundred posts. */
const PIECE = 256 * 1024;
/** Most lines to learn from before the tables are planned. */
const LESSON = 2000;
/** How long to wait for a full piece to learn from. */
const PATIENCE_MS = 50;
/** Every thread notes for every topic which post decided it, and what it found. */
const OWN_BYTES = 8;

function* tablesOf(
  topics: readonly LineTopic[],
  frequencies: LearnedFrequencies,
  signal?: AbortSignal,
): Generator<void, Tables> {
  const builder = new TablesBuilder(frequencies);
  for (const { query } of topics) {
    builder.add(query);
    signal?.throwIfAborted();
    yield;
  }
  return yield* builder.finish();
}

function added(sum: Figures, more: Answered['figures']): Figures {
  return {
    ...sum,
    posts: sum.posts + more.posts,
    matches: sum.matches + more.matches,
    candidates: sum.candidates + more.candidates,
    programs: sum.programs + more.programs,
    seconds: sum.seconds + more.seconds,
  };
}
