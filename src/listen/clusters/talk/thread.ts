// Runs in a thread of its own: grouping takes the processor for a second or two.
import { parentPort, workerData } from 'node:worker_threads';
import { findTalk } from './find-talk.ts';
import type { FromThread } from './run.ts';
import type { PostToGroup } from './vectors.ts';

const { posts, topic } = workerData as { posts: readonly PostToGroup[]; topic: string };
const tell = (message: FromThread) => parentPort!.postMessage(message, []);

tell({ done: findTalk(posts, (progress) => tell({ progress }), topic) });
