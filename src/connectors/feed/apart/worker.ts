import { parentPort, workerData } from 'node:worker_threads';
import { AppError, messageOf } from '#platform/errors/index.ts';
import { type TaskName, tasks } from './tasks.ts';

/** What the thread answers each time it is asked for the next piece. */
export type Answer =
  | { piece: unknown }
  | { isDone: true }
  | { error: { code: string | null; params: AppError['params']; message: string } };

const { name, request } = workerData as { name: TaskName; request: never };
let pieces: Iterator<unknown> | undefined;

parentPort!.on('message', () => parentPort!.postMessage(next(), []));

function next(): Answer {
  try {
    pieces ??= tasks[name](request)[Symbol.iterator]();
    const { done, value } = pieces.next();
    return done ? { isDone: true } : { piece: value };
  } catch (error) {
    const [code, params] = error instanceof AppError ? [error.code, error.params] : [null, {}];
    return { error: { code, params, message: messageOf(error) } };
  }
}
