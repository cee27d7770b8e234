import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findNode, NO_NODE, ROOT } from './node24.mjs';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** One Ctrl-C comes twice under npm: from the terminal and passed on by npm itself. */
const SAME_KEYSTROKE_MS = 300;
const PARENT_CHECK_MS = 250;

/**
 * Runs a script of this project on a Node that understands TypeScript, with our terminal, and resolves with its exit code. The
 * script gets every signal once, and it ends when this process is killed.
 */
export function launch(script, args = [], env = {}, flags = []) {
  const node = findNode();
  if (!node) {
    process.stderr.write(`${NO_NODE}\n`);
    return Promise.resolve(1);
  }
  const lifeline = pathToFileURL(path.join(ROOT, 'bin/lifeline.mjs')).href;
  const words = [
    '--disable-warning=ExperimentalWarning',
    ...flags,
    '--import',
    lifeline,
    path.resolve(ROOT, script),
    ...args,
  ];
  const child = spawn(node, words, {
    // A group of its own: a terminal's Ctrl-C reaches only us, and we pass it on once.
    detached: process.platform !== 'win32',
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: path.join(ROOT, 'build/compile-cache'), ...process.env, ...env },
  });
  const stopForwarding = forwardSignals(child);
  const stopWatching = watchParent(child);
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`rapport: ${node} could not be started: ${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code, signal) => {
      stopForwarding();
      stopWatching();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

function forwardSignals(child) {
  const lastAt = new Map();
  const forward = (signal) => {
    const now = Date.now();
    if (now - (lastAt.get(signal) ?? 0) < SAME_KEYSTROKE_MS) return;
    lastAt.set(signal, now);
    child.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  return () => FORWARDED.forEach((signal) => process.off(signal, forward));
}

/** npm that is killed hard cannot tell us; without this its child would run on unseen. */
function watchParent(child) {
  if (!process.env.npm_lifecycle_event) return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent && child.connected) child.disconnect();
  }, PARENT_CHECK_MS);
  return () => clearInterval(timer);
}
