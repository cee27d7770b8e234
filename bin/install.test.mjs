import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { isComplete } from './install.mjs';
import { withLock } from './lock.mjs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-install-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const LOCKED = {
  '': { name: 'x' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/b': { version: '2.0.0', dev: true },
  'node_modules/other-platform': { version: '1.0.0', optional: true },
};

describe('isComplete', () => {
  it('believes npm about what it installed, and notices every difference', () => {
    const { 'node_modules/other-platform': _, ...installed } = LOCKED;
    assert.equal(isComplete(newProject(LOCKED, installed)), true);
    assert.equal(isComplete(newProject(LOCKED, undefined)), false, 'nothing is installed');
    assert.equal(
      isComplete(newProject(LOCKED, { ...installed, 'node_modules/a': { version: '0.9.0' } })),
      false,
      'another version',
    );
    const { 'node_modules/b': __, ...partial } = installed;
    assert.equal(isComplete(newProject(LOCKED, partial)), false, 'one is missing');
    const removed = newProject(LOCKED, installed);
    rmSync(path.join(removed, 'node_modules/a'), { recursive: true });
    assert.equal(isComplete(removed), false, 'one was deleted');
    const damaged = newProject(LOCKED, installed);
    writeFileSync(path.join(damaged, 'node_modules/.package-lock.json'), '{');
    assert.equal(isComplete(damaged), false, 'the record cannot be read');
  });

  it('looks again when the lock file changes', () => {
    const project = newProject(LOCKED, LOCKED);
    assert.equal(isComplete(project), true);
    assert(existsSync(path.join(project, 'node_modules/.rapport-installed')));
    writeLock(path.join(project, 'package-lock.json'), { ...LOCKED, 'node_modules/c': { version: '1.0.0' } });
    assert.equal(isComplete(project), false);
  });
});

describe('withLock', () => {
  it('lets one process work at a time', async () => {
    const lock = path.join(folder, 'one.lock');
    const log = path.join(folder, 'log');
    const code = `
      const { withLock } = await import(${JSON.stringify(new URL('lock.mjs', import.meta.url).href)});
      const { appendFileSync } = await import('node:fs');
      const { setTimeout } = await import('node:timers/promises');
      await withLock(${JSON.stringify(lock)}, async () => {
        appendFileSync(${JSON.stringify(log)}, 'in ');
        await setTimeout(50);
        appendFileSync(${JSON.stringify(log)}, 'out ');
      });`;
    const workers = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit' }),
    );
    await Promise.all(workers.map((worker) => once(worker, 'close')));
    assert.equal(readFileSync(log, 'utf8'), 'in out '.repeat(4));
    assert.equal(existsSync(lock), false);
  });

  it('takes over from a process that is gone, also when another one has its number now', async () => {
    const lock = path.join(folder, 'stale.lock');
    for (const holder of ['4194000 123', `${process.pid} 1`, '']) {
      writeFileSync(lock, holder);
      assert.equal(await withLock(lock, async () => 'done'), 'done', holder);
    }
  });

  it('is open again after work that failed', async () => {
    const lock = path.join(folder, 'failed.lock');
    const failing = withLock(lock, () => Promise.reject(new Error('no')));
    await assert.rejects(failing, { message: 'no' });
    assert.equal(await withLock(lock, async () => 'done'), 'done');
  });
});

let projects = 0;

function newProject(locked, installed) {
  const project = path.join(folder, `project-${++projects}`);
  mkdirSync(project);
  writeLock(path.join(project, 'package-lock.json'), locked);
  if (!installed) return project;
  for (const place of Object.keys(installed).filter(Boolean)) {
    mkdirSync(path.join(project, place), { recursive: true });
    writeFileSync(path.join(project, place, 'package.json'), '{}');
  }
  writeLock(path.join(project, 'node_modules/.package-lock.json'), installed);
  return project;
}

function writeLock(file, packages) {
  writeFileSync(file, JSON.stringify({ packages }));
}
