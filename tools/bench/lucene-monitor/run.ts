import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';

export interface LuceneSettings {
  readonly tuned: boolean;
  /** Posts matched at a time. */
  readonly batch: number;
  readonly passes: number;
  readonly rounds: number;
}

const roundLine = z.object({
  posts: z.number(),
  matches: z.number(),
  candidates: z.number(),
  /** Seconds of the wall clock, of the matching thread, and of all threads with the collector of garbage. */
  seconds: z.number(),
  threadCpu: z.number(),
  processCpu: z.number(),
  build: z.number(),
});

export interface LuceneRun {
  readonly rounds: readonly z.output<typeof roundLine>[];
  /** By post, ids of topics as they came. */
  readonly matches: readonly (readonly string[])[];
}

/** Runs the driver in a process of its own. `posts` are term lines, `topics` lines of id, tab and query. */
export async function runLucene(
  classPath: string,
  posts: readonly string[],
  topics: readonly string[],
  settings: LuceneSettings,
): Promise<LuceneRun> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-lucene-run-'));
  const file = (name: string) => path.join(folder, name);
  try {
    await writeFile(file('posts'), `${posts.join('\n')}\n`);
    await writeFile(file('topics'), `${topics.join('\n')}\n`);
    const words = { posts: file('posts'), topics: file('topics'), matches: file('matches'), ...settings };
    const output = await runJava([
      '-XX:+UseSerialGC',
      '-Xms1g',
      '-Xmx3g',
      '-cp',
      classPath,
      'MonitorBench',
      ...Object.entries(words).map(([name, value]) => `${name}=${value}`),
    ]);
    const rounds = output.trim().split('\n');
    const matches = (await readFile(file('matches'), 'utf8')).split('\n').slice(0, posts.length);
    return {
      rounds: rounds.map((line) => roundLine.parse(JSON.parse(line))),
      matches: matches.map((line) => line.split(' ').filter(Boolean)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runJava(words: readonly string[]): Promise<string> {
  const child = spawn('java', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let problem = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (problem += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`The driver ended with ${String(code)}: ${problem.slice(0, 2000)}`);
  return output;
}
