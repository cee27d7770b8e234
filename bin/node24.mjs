import { existsSync } from 'node:fs';
import path from 'node:path';

/** The project's folder, wherever the command was called from. */
export const ROOT = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
);

/**
 * The Node that can run TypeScript from source (22.18 and later): the one at hand, else the one that npm brought along.
 * Undefined when there is neither.
 */
export function findNode() {
  if (runsTypeScript(process.versions.node)) return process.execPath;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const brought = path.join(ROOT, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', name);
  return existsSync(brought) ? brought : undefined;
}

/** Whether this version strips types without a flag. */
export function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 22) return minor >= 18;
  if (major === 23) return minor >= 6;
  return major >= 24;
}

export const NO_NODE = `rapport: Node ${process.versions.node} is too old and the newer one that comes with the packages is not installed.
Run "npm start" in ${ROOT} first, or use Node 22.18 or later.`;
