#!/usr/bin/env node
// npm run soak -- [--minutes N] [PATH …]: tests that draw their cases by chance, with a fresh seed each round, until one fails.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './install.mjs';
import { launch } from './launch.mjs';
import { ROOT } from './node24.mjs';
import { DRAWS_CASES } from './test-groups.mjs';
import { installPeers } from './test-peers.mjs';

const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '10' } },
  allowPositionals: true,
});
const roots = positionals.length > 0 ? positionals : ['src', 'console', 'widget', 'test', 'bin'];
const files = roots
  .flatMap((root) => globSync([`${root}/**/*.test.{ts,tsx}`, root], { cwd: ROOT }))
  .filter(
    (file) => /\.test\.tsx?$/.test(file) && DRAWS_CASES.test(readFileSync(path.join(ROOT, file), 'utf8')),
  );
const until = Date.now() + Number(values.minutes) * 60_000;

try {
  if (files.length === 0) throw new Error(`No test below ${roots.join(', ')} draws its cases by chance.`);
  await ensureInstalled();
  await installPeers();
  for (let round = 1; round === 1 || Date.now() < until; round++) {
    const seed = String(Math.floor(Math.random() * 2 ** 31));
    process.stdout.write(`round ${round}, ${files.length} files: SEED=${seed}\n`);
    process.exitCode = await launch(path.join('bin', 'test-run.mjs'), files, { SEED: seed });
    if (process.exitCode !== 0) {
      process.stdout.write(`The same cases again: SEED=${seed} npm test -- PATH\n`);
      break;
    }
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
