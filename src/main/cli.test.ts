import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));

test('a folder as standard input is refused instead of read as nothing', () => {
  const folder = openSync(tmpdir(), 'r');
  try {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'places'], {
      stdio: [folder, 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /standard input is a folder/);
  } finally {
    closeSync(folder);
  }
});

test('an unknown command is named, with where the others are listed', () => {
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'mtach'], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /no command "mtach".*rapport help/);
});
