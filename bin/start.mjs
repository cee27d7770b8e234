#!/usr/bin/env node
// npm start: installs and builds what is missing or stale, then serves. Arguments go to `rapport serve`.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { launchRapport } from './rapport-process.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await launchRapport(['serve', ...process.argv.slice(2)]);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
