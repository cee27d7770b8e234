/**
 * How long from the start of the process to the first page, on an empty data directory and warm, and how much memory Node holds when idle.
 * Compares with the bare start of the same Node, so that the machine's speed can be told apart from the program's.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { START_FLAGS } from '../../test/helpers/program.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const WARM_RUNS = 5;
const IDLE_MS = 20_000;

const dataDir = await mkdtemp(path.join(tmpdir(), 'rapport-bench-'));
try {
  const cold = await startOnce(dataDir, false);
  const warm = [];
  for (let i = 0; i < WARM_RUNS; i++) warm.push(await startOnce(dataDir, i === WARM_RUNS - 1));
  const bares = [];
  for (let i = 0; i < WARM_RUNS; i++) bares.push(await bareNode());
  const bare = middle(bares);
  const median = middle(warm.map((run) => run.firstPageMs));
  console.log(`first page on an empty data directory: ${cold.firstPageMs.toFixed(0)} ms (goal 3,000)`);
  console.log(
    `first page, warm, median of ${WARM_RUNS}: ${median.toFixed(0)} ms (goal 1,500), ${(median / bare).toFixed(1)} × the bare start of Node (${bare.toFixed(0)} ms)`,
  );
  console.log(
    `resident memory of Node, idle for ${IDLE_MS / 1000} s: ${warm.at(-1)!.residentMb!.toFixed(0)} MB (goal 250)`,
  );
  console.log(
    `stop after Ctrl-C, slowest: ${Math.max(...warm.map((run) => run.stopMs)).toFixed(0)} ms (goal 10,000)`,
  );
} finally {
  await rm(dataDir, { recursive: true, force: true });
}

interface Run {
  firstPageMs: number;
  stopMs: number;
  residentMb: number | undefined;
}

async function startOnce(directory: string, measuresMemory: boolean): Promise<Run> {
  const port = await freePort();
  const from = performance.now();
  const child = spawn(process.execPath, [...START_FLAGS, 'src/main/cli.ts', 'serve'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      RAPPORT_DATA: directory,
      NODE_COMPILE_CACHE: path.join(ROOT, 'build/compile-cache'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await firstPage(port, child);
  const firstPageMs = performance.now() - from;
  let residentMb: number | undefined;
  if (measuresMemory) {
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    residentMb = await residentOf(child.pid!);
  }
  const stopFrom = performance.now();
  child.kill('SIGINT');
  await new Promise((resolve) => child.on('exit', resolve));
  return { firstPageMs, stopMs: performance.now() - stopFrom, residentMb };
}

async function firstPage(port: number, child: ChildProcess): Promise<void> {
  for (let end = Date.now() + 30_000; Date.now() < end && child.exitCode === null;) {
    const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (response?.ok && (await response.text()).includes('<html')) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error('no page within 30 s');
}

async function residentOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024;
}

function middle(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!;
}

async function bareNode(): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => child.on('exit', resolve));
  return performance.now() - from;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
