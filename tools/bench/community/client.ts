/** A thread that asks for pages over HTTP, a number of connections at a time, and tells how long they took. */
import { parentPort, workerData } from 'node:worker_threads';
import { Line } from './line.ts';

export interface Asked {
  port: number;
  /** In turn, from the first again after the last. */
  paths: readonly string[];
  headers: Record<string, string>;
  connections: number;
  seconds: number;
}

export interface Told {
  /** Milliseconds, the shortest first. */
  times: number[];
  /** How many answers had a status. */
  statuses: Record<number, number>;
}

const { port, paths, headers, connections, seconds } = workerData as Asked;
const more = Object.entries(headers)
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');
const told: Told = { times: [], statuses: {} };
let turn = 0;

parentPort!.once('message', async () => {
  const end = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, () => askUntil(end)));
  told.times.sort((a, b) => a - b);
  parentPort!.postMessage(told, []);
});
parentPort!.postMessage('ready', []);

async function askUntil(end: number): Promise<void> {
  const line = await Line.open(port);
  while (performance.now() < end) {
    const began = performance.now();
    const status = await line.statusOf(headOf(paths[turn++ % paths.length]!));
    told.times.push(performance.now() - began);
    told.statuses[status] = (told.statuses[status] ?? 0) + 1;
  }
  line.close();
}

/** Every request comes from another place in the world, or the limit for one place would answer. */
function headOf(path: string): string {
  const place = `10.${turn % 250}.${Math.floor(turn / 250) % 250}.${Math.floor(Math.random() * 250)}`;
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx-forwarded-for: ${place}\r\n${more}\r\n`;
}
