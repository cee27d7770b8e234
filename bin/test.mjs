#!/usr/bin/env node
// npm test: installs what the tests need, then checks and tests everything. `npm test -- PATH …` runs only the tests below the paths.
import path from 'node:path';
import { installPeers } from './test-peers.mjs';
import { ensureInstalled } from './install.mjs';
import { launch } from './launch.mjs';

try {
  await ensureInstalled();
  await installPeers();
  process.exitCode = await launch(path.join('bin', 'test-run.mjs'), process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
