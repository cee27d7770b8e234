import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stopEmbedded } from '#platform/db/embedded/index.ts';
import { until } from './app.ts';
import { copyCluster } from './cluster.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A child loads it to leave at once when this process is killed. */
const LIFELINE = pathToFileURL(path.join(ROOT, 'bin/lifeline.mjs')).href;
/** With what `npm start` runs the program; see bin/rapport-process.mjs. */
export const START_FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=1024'];
const START_LIMIT_MS = 60_000;

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  milliseconds: number;
}

/** A process of the program, or of a helper that runs alone. */
export interface Child {
  pid: number;
  /** Everything that it has said so far, on both outputs. */
  said(): string;
  isRunning(): boolean;
  /** Sends the signal and waits for the end, whose time it measures. */
  end(signal?: NodeJS.Signals): Promise<Ended>;
  ended: Promise<Ended>;
}

export interface Program extends Child {
  url: string;
  /** Absent when there is an owner. */
  ownerLink: string | undefined;
}

/** What one starts the program with; nothing else of this process's environment decides anything. */
export type ProgramEnv = Readonly<Record<string, string>>;

/** Runs a command of the program, `serve` and the like, without waiting for anything. */
export function runProgram(args: readonly string[], env: ProgramEnv = {}): Child {
  return run([...START_FLAGS, 'src/main/cli.ts', ...args], environmentOf(env));
}

function environmentOf(env: ProgramEnv): ProgramEnv {
  return {
    HOST: '127.0.0.1',
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'error',
    NODE_COMPILE_CACHE: path.join(ROOT, 'build/compile-cache'),
    ...env,
  };
}

/** Runs commands in turn in one process of their own, which is much quicker than one each. Throws what the process said when it fell. */
export async function runCommands(
  commands: readonly (readonly string[])[],
  env: ProgramEnv = {},
): Promise<{ code: number; said: string }[]> {
  const words = [path.join('test/helpers', 'command-runner.ts'), JSON.stringify(commands)];
  const child = run(words, environmentOf(env));
  const late = setTimeout(() => void child.end('SIGKILL'), START_LIMIT_MS);
  const { code } = await child.ended;
  clearTimeout(late);
  if (code !== 0) throw new Error(`the commands came to no end: ${child.said()}`);
  const lines = child.said().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as { code: number; said: string });
}

/** Starts `rapport serve` and waits until it says where it is. Throws what it said when it ended instead. */
export async function startProgram(env: ProgramEnv, args: readonly string[] = []): Promise<Program> {
  const child = runProgram(['serve', ...args], env);
  const isUp = () => /Ctrl-C stops it/.test(child.said());
  await until('the program is up', () => isUp() || !child.isRunning(), START_LIMIT_MS);
  if (!isUp()) throw new Error(`the program ended while it started: ${child.said()}`);
  const url = /running at (\S+)/.exec(child.said())?.[1];
  if (url === undefined) throw new Error(`the program does not say where it is: ${child.said()}`);
  return { ...child, url, ownerLink: /^\s+(http\S+#token=\S+)$/m.exec(child.said())?.[1] };
}

/** Starts a helper that runs alone and prints one line of JSON with its address. */
export async function startHelper<T extends object = object>(
  file: string,
  args: readonly string[],
): Promise<Child & { url: string } & T> {
  const child = run([path.join('test/helpers', file), ...args], {});
  await until(`${file} is up`, () => child.said().includes('\n') || !child.isRunning(), START_LIMIT_MS);
  const place = JSON.parse(child.said().split('\n')[0]!) as { url: string } & T;
  return { ...child, ...place };
}

/** What is written outlives every process that is killed here; only a machine without power would lose it. */
const WITHOUT_POWER_CUTS = 'fsync = off\nfull_page_writes = off\n';

/**
 * A folder for the data of one test, empty but for settings that spare the disk unless it is to be as people have it, and for a database
 * where there shall be one already, which is seconds quicker than to let the program make it. Whatever database runs in it is stopped when it
 * is removed.
 */
export async function temporaryData(
  options: { isAsShipped?: boolean; hasDatabase?: boolean } = {},
): Promise<{ path: string; remove(): Promise<void> }> {
  // In memory where the databases of the tests are.
  const parent = options.isAsShipped ? tmpdir() : (process.env['RAPPORT_TEST_SERVER'] ?? tmpdir());
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, 'rapport-journey-'));
  if (!options.isAsShipped)
    await writeFile(path.join(folder, 'postgresql.local.conf'), WITHOUT_POWER_CUTS, { mode: 0o644 });
  if (options.hasDatabase) await copyCluster(folder, migrate);
  return {
    path: folder,
    async remove() {
      await stopEmbedded(folder);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function migrate(folder: string): Promise<void> {
  const child = runProgram(['migrate'], { RAPPORT_DATA: folder });
  const { code } = await child.ended;
  if (code !== 0) throw new Error(`there is no database: ${child.said()}`);
}

/** A port that nobody uses at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function run(words: readonly string[], env: ProgramEnv): Child {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', LIFELINE, ...words],
    {
      cwd: ROOT,
      env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  return { pid: child.pid!, said: () => said, ...lifeOf(child) };
}

function lifeOf(child: ChildProcess): Pick<Child, 'isRunning' | 'end' | 'ended'> {
  let isRunning = true;
  const startedAt = performance.now();
  // `close` comes after `exit`, when all that was said is read.
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    isRunning = false;
    return { code, signal, milliseconds: performance.now() - startedAt };
  });
  return {
    ended,
    isRunning: () => isRunning,
    async end(signal = 'SIGINT') {
      const askedAt = performance.now();
      if (isRunning) child.kill(signal);
      return { ...(await ended), milliseconds: performance.now() - askedAt };
    },
  };
}
