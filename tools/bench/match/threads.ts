import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { blueskyConnectors } from '#connectors/bluesky/index.ts';
import { documentOf } from '#listen/matcher/index.ts';
import type { BenchMatcher } from './adapter.ts';
import { figure, format, say } from './report.ts';
import { median, timed } from './rounds.ts';
import type { BenchPost, BenchTopic } from './workload.ts';

const PROGRAM = path.resolve(import.meta.dirname, '../../../src/main/cli.ts');

/** `rapport match` from its start to its end on the same posts with one and with two threads, by the wall clock. */
export async function measureThreads(
  topics: readonly BenchTopic[],
  posts: readonly BenchPost[],
  { rounds, times }: { rounds: number; times: number },
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-bench-threads-'));
  try {
    const [topicFile, postFile] = [path.join(folder, 'topics'), path.join(folder, 'posts')];
    await writeFile(topicFile, lines(topics));
    const text = lines(posts);
    await writeFile(
      postFile,
      Array.from({ length: times }, () => text),
    );
    const seconds: { one: number; two: number }[] = [];
    for (let round = -1; round < rounds; round++) {
      const one = await commandSeconds(topicFile, postFile, '1');
      const two = await commandSeconds(topicFile, postFile, '2');
      if (round >= 0) seconds.push({ one, two });
    }
    const count = posts.length * times;
    for (const threads of ['one', 'two'] as const) {
      const rates = seconds.map((taken) => count / taken[threads]);
      const beside = `by the wall clock, ${format(Math.min(...rates))} to ${format(Math.max(...rates))}`;
      figure(
        `rapport match of ${format(count)} posts, ${threads} thread${threads === 'two' ? 's' : ''}`,
        median(rates),
        'posts/s',
        undefined,
        beside,
      );
    }
    const ratios = seconds.map(({ one, two }) => one / two);
    figure(
      'rapport match, two threads over one',
      median(ratios),
      '×',
      undefined,
      `${format(Math.min(...ratios))} to ${format(Math.max(...ratios))}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What it costs to hand a post to a thread and receive it there: as a source gives it, parsed, or as bytes of a piece. */
export function measureSending(
  events: readonly Buffer[],
  texts: readonly Buffer[],
  matcher: BenchMatcher,
): void {
  const parsed = events.flatMap((line) => {
    const item = blueskyConnectors.lineParsers.jetstream(line.toString('utf8'));
    return item?.type === 'post' ? [documentOf(item)] : [];
  });
  const matched = micros(texts.length, () => {
    for (const text of texts) matcher.text(text);
  });
  const { port1, port2 } = new MessageChannel();
  const messages = Array.from({ length: Math.ceil(parsed.length / BATCH) }, (_, i) =>
    parsed.slice(i * BATCH, (i + 1) * BATCH),
  );
  const pass = (message: unknown, memory: ArrayBuffer[]) => {
    port1.postMessage(message, memory);
    receiveMessageOnPort(port2);
  };
  const asPosts = micros(parsed.length, () => {
    for (const message of messages) pass(message, []);
  });
  const bytes = Buffer.concat(texts);
  const asBytes = micros(texts.length, () => {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, bytes.length - at));
      piece.set(bytes.subarray(at, at + PIECE));
      pass(piece, [piece.buffer]);
    }
  });
  port1.close();
  say('');
  figure('a text is tokenised and matched', matched, 'µs');
  figure('a parsed post is sent to a thread and received', asPosts, 'µs');
  figure('a text is sent and received among the bytes of a piece', asBytes, 'µs');
}

/** Processor time of one of `count`, median of five runs. */
function micros(count: number, run: () => void): number {
  return median(Array.from({ length: 5 }, () => (timed(run).cpu / count) * 1e6));
}

const BATCH = 500;
const PIECE = 256 * 1024;

function lines(items: readonly object[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}

async function commandSeconds(topicFile: string, postFile: string, threads: string): Promise<number> {
  const input = openSync(postFile, 'r');
  const started = performance.now();
  const child = spawn(process.execPath, [PROGRAM, 'match', '--topics', topicFile, '--threads', threads], {
    stdio: [input, 'ignore', 'inherit'],
  });
  closeSync(input);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`rapport match ended with ${code}`);
  return (performance.now() - started) / 1000;
}
