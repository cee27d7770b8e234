import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeSettings } from './cluster.ts';
import { embeddedErrors } from './errors.ts';
import { SOCKET_NAME, type Layout } from './layout.ts';
import { isAlive, isServerOf } from './process-table.ts';
import { serverEnvironment, type Installation } from './run-as.ts';

export type ServerState = 'absent' | 'starting' | 'ready' | 'stopping';

/** Crash recovery after a hard kill reads up to max_wal_size of log. */
const START_LIMIT_MS = 60_000;
const LARGEST_LOG = 8 * 1024 * 1024;

/** What PostgreSQL's own pid file says, checked against the process table. */
export function serverStatus(layout: Layout): { state: ServerState; pid: number } {
  const lines = readPidFile(layout)?.split('\n');
  const pid = Number(lines?.[0]);
  if (!lines || !isServerOf(pid, realCluster(layout))) return { state: 'absent', pid: 0 };
  const word = lines[7]?.trim();
  return { state: word === 'ready' || word === 'stopping' ? word : 'starting', pid };
}

/** Brings the server up, or finds it up. Resolves when it takes connections; throws when `signal` is aborted, and starts nothing then. */
export async function ensureServer(
  installation: Installation,
  overrides?: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<{ pid: number; wasRunning: boolean }> {
  const { layout } = installation;
  // A process that leaves meanwhile must not leave the server that it started.
  const lastMoment = () => dismissServer(layout);
  try {
    return await bringUp(installation, () => process.once('exit', lastMoment), overrides, signal);
  } finally {
    process.off('exit', lastMoment);
  }
}

async function bringUp(
  installation: Installation,
  onLaunch: () => void,
  overrides?: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<{ pid: number; wasRunning: boolean }> {
  const { layout } = installation;
  const deadline = Date.now() + START_LIMIT_MS;
  let child: ChildProcess | undefined;
  let attempts = 0;
  for (;;) {
    if (signal?.aborted) {
      await giveUp(child);
      throw signal.reason;
    }
    const { state, pid } = serverStatus(layout);
    if (state === 'ready') return { pid, wasRunning: child?.pid !== pid };
    if (state === 'absent' && !isRunning(child)) {
      if (child && attempts >= 3 && !isBlockedByPredecessor(layout))
        throw startFailed(layout, `it ended with ${child.exitCode ?? child.signalCode}`);
      child = launch(installation, overrides);
      if (attempts === 0) onLaunch();
      attempts += 1;
      if (attempts > 1) await wait(100);
    }
    if (Date.now() > deadline) throw startFailed(layout, 'it was not ready after a minute');
    await wait(10);
  }
}

/** Ends a server that is starting; until it has written its pid file nobody else could find it. */
async function giveUp(child: ChildProcess | undefined): Promise<void> {
  if (!isRunning(child)) return;
  child?.kill('SIGQUIT');
  for (let left = 40; left > 0 && isRunning(child); left--) await wait(10);
}

/** Fast shutdown: clients are sent away and everything is written. Insists when that takes most of `limitMs`, or at once. */
export async function stopServer(layout: Layout, limitMs = 8000, isAtOnce = false): Promise<void> {
  const { pid } = serverStatus(layout);
  if (pid === 0) return;
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', isAtOnce ? 0 : limitMs * 0.65],
    ['SIGQUIT', limitMs * 0.25],
    ['SIGKILL', limitMs * 0.1],
  ];
  for (const [signal, patience] of steps) {
    if (!isAlive(pid)) return;
    sendSignal(pid, signal);
    const deadline = Date.now() + patience;
    while (isAlive(pid) && Date.now() < deadline) await wait(10);
  }
}

/** Asks the server to end without waiting for it; for the last moment of a process. */
export function dismissServer(layout: Layout): void {
  const { pid } = serverStatus(layout);
  if (pid !== 0) sendSignal(pid, 'SIGINT');
}

function launch(installation: Installation, overrides?: Readonly<Record<string, string>>): ChildProcess {
  const { layout, binaries, runAs } = installation;
  removeStaleLocks(layout);
  writeSettings(installation, overrides);
  const log = openLog(layout);
  const words = [...runAs.prefix, binaries.postgres, '-D', layout.cluster];
  // A session of its own: Ctrl-C in a terminal reaches Rapport, which then ends the server in order.
  const child = spawn(words[0]!, words.slice(1), {
    ...runAs.options,
    cwd: '/',
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.on('error', () => undefined);
  child.unref();
  closeSync(log);
  return child;
}

/** PostgreSQL trusts the number in its lock files when any process has it; ours are removed unless it is really a server. */
function removeStaleLocks(layout: Layout): void {
  const pid = Number(readPidFile(layout)?.split('\n')[0]);
  if (isAlive(pid) && !isServerOf(pid, realCluster(layout))) rmSync(pidFile(layout), { force: true });
  const socketLock = path.join(layout.sockets, `${SOCKET_NAME}.lock`);
  try {
    const holder = Number(readFileSync(socketLock, 'utf8').split('\n')[0]);
    if (!isServerOf(holder, realCluster(layout))) rmSync(socketLock, { force: true });
  } catch {
    // No lock, nothing stale.
  }
}

/** After a hard kill of the postmaster its children need a moment to notice and leave the shared memory. */
function isBlockedByPredecessor(layout: Layout): boolean {
  return /pre-existing shared memory block|lock file ".*" already exists/.test(logTail(layout, 600));
}

function startFailed(layout: Layout, reason: string) {
  return embeddedErrors('embedded.start_failed', {
    reason,
    dataDir: layout.dataDir,
    said: logTail(layout, 1500),
  });
}

function logTail(layout: Layout, characters: number): string {
  try {
    return readFileSync(layout.logFile, 'utf8').slice(-characters).trim();
  } catch {
    return 'nothing';
  }
}

function openLog(layout: Layout): number {
  const size = statSync(layout.logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST_LOG) renameSync(layout.logFile, `${layout.logFile}.1`);
  return openSync(layout.logFile, 'a', 0o600);
}

function readPidFile(layout: Layout): string | undefined {
  try {
    return readFileSync(pidFile(layout), 'utf8');
  } catch {
    return undefined;
  }
}

function pidFile(layout: Layout): string {
  return path.join(layout.cluster, 'postmaster.pid');
}

function realCluster(layout: Layout): string {
  return realpathSync(layout.cluster);
}

function isRunning(child: ChildProcess | undefined): boolean {
  return child?.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended meanwhile, which is what was wanted.
  }
}
