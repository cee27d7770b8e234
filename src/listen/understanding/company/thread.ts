// Runs in a thread of its own: training takes the processor for a second or more.
import { parentPort, workerData } from 'node:worker_threads';
import { writeHead } from './head.ts';
import { compare, learn, type Lesson } from './learn.ts';
import type { Learnt } from './apart.ts';

const { lessons, outputs } = workerData as { lessons: readonly Lesson[]; outputs: number };
const learnt: Learnt = { comparison: compare(lessons, outputs), weights: writeHead(learn(lessons, outputs)) };
parentPort!.postMessage(learnt, []);
