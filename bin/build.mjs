import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { findNode, NO_NODE, ROOT } from './node24.mjs';

const TARGET = path.join(ROOT, 'build/console');
const STAMP = path.join(TARGET, '.stamp');

/** Builds the console when its sources changed since the last time. The folder is exchanged whole; a failed build leaves the old one. */
export async function ensureBuilt() {
  const wanted = hashOfSources();
  if (isBuilt(wanted)) return;
  await withLock(path.join(ROOT, 'build/console.lock'), async () => {
    if (isBuilt(wanted)) return;
    process.stderr.write('Building the console …\n');
    const draft = `${TARGET}.${process.pid}`;
    try {
      await runVite(draft);
      writeFileSync(path.join(draft, '.stamp'), wanted);
      exchange(draft);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
}

function isBuilt(wanted) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
}

/** Everything that the console is made of, as paths below the root: a change of one of them makes it stale. */
export function consoleSources() {
  const shapes = filesBelow('src').filter((file) => path.basename(file) === 'schema.ts');
  const settings = readdirSync(ROOT).filter((name) =>
    /^(vite\.config\.\w+|package-lock\.json|tsconfig\.json)$/.test(name),
  );
  return [...filesBelow('console'), ...filesBelow('src/lib'), ...shapes, ...settings].sort();
}

function hashOfSources() {
  const hash = createHash('sha256');
  for (const file of consoleSources()) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  const found = readdirSync(path.join(ROOT, folder), { withFileTypes: true });
  return found.flatMap((entry) => {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(place);
    return entry.isFile() && !/\.test\.\w+$/.test(entry.name) ? [place] : [];
  });
}

function runVite(outDir) {
  const node = findNode();
  if (!node) throw new Error(NO_NODE);
  const vite = path.join(ROOT, 'node_modules/vite/bin/vite.js');
  const words = [vite, 'build', '--logLevel', 'error', '--outDir', outDir, '--emptyOutDir'];
  const child = spawn(node, words, {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const keep = (chunk) => {
    said = (said + chunk).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`The console could not be built; the last one that could is kept.\n${said.trim()}`));
    });
  });
}

function exchange(draft) {
  const old = `${TARGET}.old-${process.pid}`;
  if (existsSync(TARGET)) renameSync(TARGET, old);
  renameSync(draft, TARGET);
  rmSync(old, { recursive: true, force: true });
}
