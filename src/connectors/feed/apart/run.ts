import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type FeedErrorCode, feedErrors } from '../errors.ts';
import type { TaskName, TaskPiece, TaskRequest } from './tasks.ts';
import type { Answer } from './worker.ts';

export interface ApartOptions {
  signal?: AbortSignal | undefined;
  /** Milliseconds until a piece must be there. */
  patienceMs?: number;
  /** Memory that the thread may use. */
  megabytes?: number;
}

/** Documents up to this size are read in this thread: that takes less than starting another one. */
export const LARGE_BYTES = 512 * 1024;
/** Packed documents tell nothing of their size. */
const LARGE_PACKED_BYTES = 16 * 1024;
const PATIENCE_MS = 60_000;
const MEGABYTES = 768;
/** Threads at the same time: one would let a slow document hold up all others, many would take the machine. */
const MOST_THREADS = 2;

/**
 * Works on a document, in a thread of its own when it is large, so that this process goes on answering. Yields what the task yields; the
 * next piece is made when it is asked for. Throws what the task throws, `feed.too_hard` when time or memory run out, the signal's reason.
 */
export async function* runTask<N extends TaskName>(
  name: N,
  request: TaskRequest<N> & { document: { body: Uint8Array } },
  options: ApartOptions = {},
): AsyncGenerator<TaskPiece<N>> {
  if (isLarge(request.document.body)) return yield* runApart(name, request, options);
  const { tasks } = await import('./tasks.ts');
  const task = tasks[name] as (given: TaskRequest<N>) => Iterable<TaskPiece<N>>;
  yield* task(request);
}

/** The only piece of a task that yields one. */
export async function runForOne<N extends TaskName>(
  ...words: Parameters<typeof runTask<N>>
): Promise<TaskPiece<N>> {
  for await (const piece of runTask(...words)) return piece;
  throw new Error('the task gave nothing');
}

function isLarge(body: Uint8Array): boolean {
  const isPacked = body[0] === 0x1f && body[1] === 0x8b;
  return body.length > (isPacked ? LARGE_PACKED_BYTES : LARGE_BYTES);
}

async function* runApart<N extends TaskName>(
  name: N,
  request: TaskRequest<N> & { document: { body: Uint8Array } },
  options: ApartOptions,
): AsyncGenerator<TaskPiece<N>> {
  const { signal, patienceMs = PATIENCE_MS, megabytes = MEGABYTES } = options;
  const leave = await enter(signal);
  const bytes = request.document.body.length;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { name, request },
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 },
  });
  try {
    for (;;) {
      const answer = await ask(worker, { bytes, patienceMs, megabytes, signal });
      if ('isDone' in answer) return;
      if ('error' in answer) throw errorFrom(answer.error);
      yield answer.piece as TaskPiece<N>;
    }
  } finally {
    await worker.terminate();
    leave();
  }
}

interface Limits {
  bytes: number;
  patienceMs: number;
  megabytes: number;
  signal: AbortSignal | undefined;
}

async function ask(worker: Worker, { bytes, patienceMs, megabytes, signal }: Limits): Promise<Answer> {
  const late = AbortSignal.timeout(patienceMs);
  const ended = new AbortController();
  const stop = AbortSignal.any([late, ended.signal, ...(signal ? [signal] : [])]);
  const onExit = () => ended.abort();
  worker.once('exit', onExit);
  try {
    // Listens for the thread's own end too: `once` rejects on its errors.
    const answered = once(worker, 'message', { signal: stop });
    worker.postMessage('next', []);
    const [answer] = (await answered) as [Answer];
    return answer;
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted)
      throw feedErrors('feed.too_hard', { bytes, limit: `${Math.round(patienceMs / 1000)} s` }, error);
    const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    if (isMemory || ended.signal.aborted)
      throw feedErrors('feed.too_hard', { bytes, limit: `${megabytes} MB of memory` }, error);
    throw errorFrom({
      code: null,
      params: {},
      message: error instanceof Error ? error.message : String(error),
    });
  } finally {
    worker.off('exit', onExit);
  }
}

function errorFrom({ code, params, message }: Extract<Answer, { error: object }>['error']): Error {
  if (code === null) return feedErrors('feed.unreadable', { reason: message.slice(0, 300) });
  return feedErrors(code as FeedErrorCode, params);
}

let inside = 0;
const waiting: (() => void)[] = [];

/** Waits for a free place. Answers how to leave it. */
async function enter(signal: AbortSignal | undefined): Promise<() => void> {
  signal?.throwIfAborted();
  if (inside >= MOST_THREADS) await turn(signal);
  inside++;
  return () => {
    inside--;
    waiting.shift()?.();
  };
}

function turn(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(signal!.reason as Error);
    };
    const go = () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    };
    waiting.push(go);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
