#!/usr/bin/env node
// npm run bench [NAME …]: figures about speed and memory, printed.
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { launch } from './launch.mjs';

try {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await launch(path.join('tools', 'bench', 'index.ts'), process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
