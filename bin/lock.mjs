import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const CHECK_MS = 200;

/**
 * Runs `work` while no other process runs work under the same lock file; waits for one that does. A lock whose holder is gone is
 * taken over. `onWait` is called once when there is something to wait for.
 */
export async function withLock(file, work, onWait = () => undefined) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let hasTold = false; !take(file); hasTold = true) {
    if (!hasTold) onWait();
    await wait(CHECK_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, identityOf(process.pid) ?? '');
  try {
    // A link appears whole or not at all, and only for the first.
    linkSync(mine, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (isStale(file)) clearAway(file);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Moved aside first: between looking and removing, somebody else may have taken the lock over, and then it is put back. */
function clearAway(file) {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
    if (!isStale(aside)) linkSync(aside, file);
  } catch {
    // Somebody else was faster.
  } finally {
    rmSync(aside, { force: true });
  }
}

function isStale(file) {
  const holder = read(file);
  if (holder === undefined) return false;
  return holder !== identityOf(Number(holder.split(' ')[0]));
}

/** Number and start time, because numbers are used again; undefined when there is no such process. */
function identityOf(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  const stat = read(`/proc/${pid}/stat`);
  if (stat !== undefined) return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  if (read('/proc/self/stat') !== undefined) return undefined;
  try {
    process.kill(pid, 0);
    return `${pid} running`;
  } catch (error) {
    return error.code === 'EPERM' ? `${pid} running` : undefined;
  }
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
