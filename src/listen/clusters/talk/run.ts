import { Worker } from 'node:worker_threads';
import type { Talk } from './find-talk.ts';
import type { PostToGroup } from './vectors.ts';

/** What the thread tells. */
export type FromThread = { readonly progress: number } | { readonly done: Talk[] };

let last: Promise<unknown> = Promise.resolve();

/** Groups posts in a thread of its own, one at a time in this process. Rejects with what the thread failed of. */
export async function findTalkApart(
  posts: readonly PostToGroup[],
  onProgress: (share: number) => void,
  topic = '',
): Promise<Talk[]> {
  const before = last;
  const mine = before.then(() => runThread(posts, onProgress, topic));
  last = mine.catch(() => undefined);
  return mine;
}

async function runThread(
  posts: readonly PostToGroup[],
  onProgress: (share: number) => void,
  topic: string,
): Promise<Talk[]> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { posts, topic },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  });
  const over = Promise.withResolvers<Talk[]>();
  worker.on('message', (message: FromThread) => {
    if ('done' in message) over.resolve(message.done);
    else onProgress(message.progress);
  });
  worker.on('error', over.reject);
  worker.on('exit', (code) => over.reject(new Error(`the grouping of posts stopped with code ${code}`)));
  try {
    return await over.promise;
  } finally {
    await worker.terminate();
  }
}

/** Groups texts of others than posts; nobody waits for its progress. */
export function groupTalk(posts: readonly PostToGroup[]): Promise<Talk[]> {
  return findTalkApart(posts, () => undefined);
}
