#!/usr/bin/env node
// npm run train: makes the weights of the built-in model anew and prints the held-out figures.
import path from 'node:path';
import { ensureInstalled } from './install.mjs';
import { launch } from './launch.mjs';

try {
  await ensureInstalled();
  process.exitCode = await launch(path.join('tools', 'train', 'index.ts'), process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
