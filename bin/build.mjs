import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { findNode, NO_NODE, ROOT } from './node24.mjs';

const VITE = path.join(ROOT, 'node_modules/vite/bin/vite.js');

/** What is built, each when its own sources changed: the staff's console, and the visitor's side of the chat. */
const PARTS = [
  { name: 'console', sources: consoleSources, runs: [[]] },
  {
    name: 'widget',
    sources: widgetSources,
    // The second adds its one file to what the first has made.
    runs: ['frame', 'loader'].map((mode) => ['--config', 'widget/vite.config.ts', '--mode', mode]),
  },
];

/** Builds what changed since the last time. Each folder is exchanged whole; a failed build leaves the old one. */
export async function ensureBuilt() {
  await Promise.all(PARTS.map(ensurePart));
}

async function ensurePart({ name, sources, runs }) {
  const target = path.join(ROOT, 'build', name);
  const wanted = hashOf(sources());
  if (isBuilt(target, wanted)) return;
  await withLock(`${target}.lock`, async () => {
    if (isBuilt(target, wanted)) return;
    process.stderr.write(`Building the ${name} …\n`);
    const draft = `${target}.${process.pid}`;
    try {
      for (const [index, words] of runs.entries()) {
        const empty = index === 0 ? ['--emptyOutDir'] : ['--emptyOutDir', 'false'];
        await runVite(name, [...words, '--outDir', draft, ...empty]);
      }
      writeFileSync(path.join(draft, '.stamp'), wanted);
      exchange(target, draft);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
}

function isBuilt(target, wanted) {
  const stamp = path.join(target, '.stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

/** Everything that the console is made of, as paths below the root: a change of one of them makes it stale. */
export function consoleSources() {
  const shapes = filesBelow('src').filter((file) => path.basename(file) === 'schema.ts');
  const settings = readdirSync(ROOT).filter((name) =>
    /^(vite\.config\.\w+|package-lock\.json|tsconfig\.json)$/.test(name),
  );
  return [...filesBelow('console'), ...filesBelow('src/lib'), ...shapes, ...settings].sort();
}

/** Everything that the visitor's side of the chat is made of. */
export function widgetSources() {
  return [...filesBelow('widget'), 'package-lock.json'].sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
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

function runVite(name, given) {
  const node = findNode();
  if (!node) throw new Error(NO_NODE);
  const words = [VITE, 'build', '--logLevel', 'error', ...given];
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
        reject(new Error(`The ${name} could not be built; the last one that could is kept.\n${said.trim()}`));
    });
  });
}

function exchange(target, draft) {
  const old = `${target}.old-${process.pid}`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(draft, target);
  rmSync(old, { recursive: true, force: true });
}
