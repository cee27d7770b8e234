import { Worker } from 'node:worker_threads';
import type { IntentExample, IntentFigures } from '#listen/understanding/index.ts';

export interface Learnt {
  readonly figures: IntentFigures;
  readonly bytes: Uint8Array;
}

/** What the thread tells. */
export type FromTraining = { readonly progress: number } | { readonly done: Learnt };

/** Trains and cross-validates in a thread of its own. Rejects with what the thread failed of, or with the signal's reason. */
export async function learnApart(
  examples: readonly IntentExample[],
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Learnt> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { examples },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  const over = Promise.withResolvers<Learnt>();
  const onAbort = () => over.reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort, { once: true });
  worker.on('message', (message: FromTraining) => {
    if ('done' in message) over.resolve(message.done);
    else onProgress(message.progress);
  });
  worker.on('error', over.reject);
  worker.on('exit', (code) => over.reject(new Error(`the training stopped with code ${code}`)));
  try {
    return await over.promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
