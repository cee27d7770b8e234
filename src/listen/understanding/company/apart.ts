import { Worker } from 'node:worker_threads';
import type { Comparison, Lesson } from './learn.ts';

/** What the thread tells. */
export interface Learnt {
  readonly comparison: Comparison;
  /** A head as bytes. */
  readonly weights: Uint8Array;
}

/** Compares and trains in a thread of its own. Rejects with what the thread failed of, or when the signal aborts. */
export async function learnApart(
  lessons: readonly Lesson[],
  outputs: number,
  signal: AbortSignal,
): Promise<Learnt> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { lessons, outputs },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const over = Promise.withResolvers<Learnt>();
  const onAbort = () => over.reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  worker.on('message', over.resolve);
  worker.on('error', over.reject);
  worker.on('exit', (code) => over.reject(new Error(`the training stopped with code ${code}`)));
  try {
    return await over.promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
