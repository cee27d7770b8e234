import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';
import { findNode, ROOT } from './node24.mjs';

const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ENETUNREACH|ECONNRESET|network/i;

/**
 * Brings node_modules of `folder` to what its package-lock.json says; does nothing when it is so already. Two at once wait for
 * each other. Throws with what to do when it cannot.
 */
export async function ensureInstalled(folder = ROOT, { what = 'packages' } = {}) {
  if (isComplete(folder)) return linkCommand(folder);
  const lock = path.join(ROOT, 'build', `install-${path.basename(folder)}.lock`);
  await withLock(
    lock,
    async () => {
      if (isComplete(folder)) return;
      say(`Installing ${what}; this takes about a minute and happens once …`);
      await installTwice(folder);
      writeFileSync(stampFile(folder), hashOfLock(folder));
    },
    () => say(`Waiting for another process that installs ${what} …`),
  );
  linkCommand(folder);
}

/** Whether node_modules holds what the lock file names: by our stamp, else by npm's own record of what it put there. */
export function isComplete(folder) {
  const hash = hashOfLock(folder);
  if (read(stampFile(folder)) === hash) return true;
  const record = read(path.join(folder, 'node_modules/.package-lock.json'));
  if (record === undefined || !isRecordOf(record, read(path.join(folder, 'package-lock.json')), folder))
    return false;
  try {
    writeFileSync(stampFile(folder), hash);
  } catch {
    // A read-only folder that is complete is fine without a stamp.
  }
  return true;
}

function isRecordOf(record, lock, folder) {
  try {
    const installed = JSON.parse(record).packages;
    return Object.entries(JSON.parse(lock).packages).every(([place, wanted]) => {
      if (place === '' || wanted.link) return true;
      const found = installed[place];
      if (!found) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
      return found.version === wanted.version && existsSync(path.join(folder, place, 'package.json'));
    });
  } catch {
    return false;
  }
}

async function installTwice(folder) {
  for (let attempt = 1; ; attempt++) {
    const { code, said } = await runNpm(folder);
    if (code === 0) return;
    if (attempt === 2) throw new Error(explain(folder, said));
  }
}

function runNpm(folder) {
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [findNode() ?? process.execPath, [npm]] : ['npm', []];
  // Not `npm ci`: it refuses a lock file that leaves out optional packages of other platforms, which some registries do not carry.
  // Without saving, npm takes what the lock file names all the same.
  const words = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefer-offline',
  ];
  const child = spawn(command, [...first, ...words], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const keep = (chunk) => {
    said = (said + chunk).slice(-4000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, said: error.message }));
    child.once('close', (code) => resolve({ code, said }));
  });
}

function explain(folder, said) {
  const lines = said
    .split('\n')
    .filter((line) => line.replace('npm error', '').trim() !== '' && !line.includes('_logs/'));
  const advice = NO_NETWORK.test(said)
    ? 'The package registry could not be reached. Check the network and start again; what was fetched is kept.'
    : 'Start again, or run "npm install" there to see everything.';
  return `The packages in ${folder} could not be installed.\n${lines.slice(0, 10).join('\n')}\n\n${advice}`;
}

/** Lets `npx rapport` find the command without asking a registry. */
function linkCommand(folder) {
  if (folder !== ROOT || process.platform === 'win32') return;
  try {
    mkdirSync(path.join(ROOT, 'node_modules/.bin'), { recursive: true });
    symlinkSync('../../bin/rapport.mjs', path.join(ROOT, 'node_modules/.bin/rapport'));
  } catch {
    // It is there already, or the folder is read-only and `node bin/rapport.mjs` does the same.
  }
}

function hashOfLock(folder) {
  const lock = readFileSync(path.join(folder, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function stampFile(folder) {
  return path.join(folder, 'node_modules', '.rapport-installed');
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
