/** A thread that asks for pages over HTTP, a number of connections at a time, and tells how long they took. */
import http from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

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
const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
const told: Told = { times: [], statuses: {} };
let turn = 0;

parentPort!.once('message', async () => {
  const end = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, () => askUntil(end)));
  agent.destroy();
  told.times.sort((a, b) => a - b);
  parentPort!.postMessage(told, []);
});
parentPort!.postMessage('ready', []);

async function askUntil(end: number): Promise<void> {
  while (performance.now() < end) {
    const began = performance.now();
    const status = await statusOf(paths[turn++ % paths.length]!);
    told.times.push(performance.now() - began);
    told.statuses[status] = (told.statuses[status] ?? 0) + 1;
  }
}

/** Every request comes from another place in the world, or the limit for one place would answer. */
function statusOf(path: string): Promise<number> {
  const place = `10.${turn % 250}.${Math.floor(turn / 250) % 250}.${Math.floor(Math.random() * 250)}`;
  return new Promise((resolve, reject) => {
    http
      .get(
        { port, host: '127.0.0.1', agent, path, headers: { ...headers, 'x-forwarded-for': place } },
        (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.statusCode ?? 0));
        },
      )
      .on('error', reject);
  });
}
