import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { runFeedParse } from '#connectors/feed/index.ts';
import { loadConfig } from '#platform/config/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';

/** `rapport feed parse FILE|URL|-`: needs no database. */
export async function runFeed([command, ...argv]: string[]): Promise<number> {
  const isKnown = command === 'parse';
  const asksForHelp = command === undefined || command === '--help' || command === '-h';
  if (!isKnown) argv = ['--help'];
  const config = loadConfig(process.env);
  const outward = createOutward({ allow: config.allowOutward, log: createLogger(config.logLevel) });
  const read = async (path: string) =>
    new Uint8Array(path === '-' ? await buffer(process.stdin) : await readFile(path));
  try {
    const code = await runFeedParse(argv, {
      stdout: process.stdout,
      stderr: process.stderr,
      readFile: read,
      outward,
    });
    return isKnown || asksForHelp ? code : 2;
  } finally {
    await outward.close();
  }
}
