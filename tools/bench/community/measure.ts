import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { App } from '#platform/app/index.ts';
import type { Asked, Told } from './client.ts';
import { databaseTime } from './database-time.ts';

/** What an answer took of this thread and of PostgreSQL, in milliseconds of a core. */
export interface Cost {
  each: number;
  database: number;
}

/** Asks a server of this thread from another one: how long each answer took, and what it cost. */
export async function ask(app: App, asked: Asked): Promise<Told & Cost> {
  const client = new Worker(new URL('./client.ts', import.meta.url), { workerData: asked });
  const ended = once(client, 'exit');
  await once(client, 'message');
  const database = await databaseTime(app);
  const before = process.threadCpuUsage();
  client.postMessage('go', []);
  const [told] = (await once(client, 'message')) as [Told];
  const { user, system } = process.threadCpuUsage(before);
  await ended;
  const count = told.times.length;
  return {
    ...told,
    each: (user + system) / 1000 / count,
    database: ((await databaseTime(app)) - database) / count,
  };
}

/** One line of a table. What a page cost is told only where nothing else was done meanwhile. */
export function lineOf(
  name: string,
  { times, statuses, each, database }: Told & Partial<Cost>,
  seconds: number,
): string {
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1);
  const codes = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
  const cost =
    each === undefined || database === undefined
      ? ''
      : `   ${each.toFixed(3)} ms of a core each (${Math.round(1000 / each)}/s), ${database.toFixed(2)} of PostgreSQL's`;
  return `${name.padEnd(30)} ${String(Math.round(times.length / seconds)).padStart(6)}/s   median ${at(0.5)} ms   p95 ${at(0.95)} ms${cost}   ${codes.join(', ')}`;
}

/** The address of the seeded thread with this number. */
export const seededPath = (number: number): string =>
  `/community/t/thr_${String(number).padStart(26, '0')}/seeded`;
