import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { runMatch } from '../cli.ts';

/** What `rapport match` said. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A file of topics, by their queries or as whole lines; `t1` is the first. Removed when the process ends. */
export function topicFile(topics: readonly (string | { id: string | number; query: string })[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rapport-threads-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'topics.ndjson');
  const lines = topics.map((topic, i) =>
    JSON.stringify(typeof topic === 'string' ? { id: `t${i + 1}`, query: topic } : topic),
  );
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** Runs `rapport match` in this process on chunks of standard input. */
export async function pipe(
  argv: readonly string[],
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<Said> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [collected(stdout), collected(stderr)];
  const stdin = (async function* () {
    yield* chunks;
  })();
  const code = await runMatch(argv, { stdin, stdout, stderr });
  stdout.end();
  stderr.end();
  return { code, out: await out, err: await err };
}

async function collected(stream: PassThrough): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part as Buffer));
  return Buffer.concat(parts).toString('utf8');
}
