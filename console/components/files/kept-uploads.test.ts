import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aShelf } from '../testing/shelf.ts';
import { keepUploads, keptUploads } from './kept-uploads.ts';
import type { Upload } from './uploads.ts';

const HOUR = 3_600_000;
const there = (id: string): Upload => ({
  key: `key-${id}`,
  name: `${id}.txt`,
  size: 4,
  sent: 4,
  file: {
    id,
    name: `${id}.txt`,
    mediaType: 'text/plain',
    kind: 'text',
    size: 4,
    width: null,
    height: null,
    scan: 'clean',
    scanNote: null,
  },
});
const ids = (uploads: readonly Upload[]) => uploads.map(({ file }) => file?.id);

test('what the server has is there again; what is on its way or failed is not', () => {
  const shelf = aShelf();
  const onItsWay: Upload = { key: 'b', name: 'b', size: 9, sent: 3 };
  keepUploads(shelf, 'k', [there('file_1'), onItsWay], 0);
  assert.deepEqual(keptUploads(shelf, 'k', HOUR), [{ ...there('file_1'), key: 'file_1' }]);
});

test('a file that the server is about to remove is not offered, however often it was kept', () => {
  const shelf = aShelf();
  keepUploads(shelf, 'k', [there('file_1')], 0);
  keepUploads(shelf, 'k', [there('file_1'), there('file_2')], 20 * HOUR);
  assert.deepEqual(ids(keptUploads(shelf, 'k', 22 * HOUR)), ['file_1', 'file_2']);
  assert.deepEqual(ids(keptUploads(shelf, 'k', 24 * HOUR)), ['file_2']);
});

test('nothing is left on the shelf of what was sent, and what is broken there is nothing', () => {
  const shelf = aShelf();
  keepUploads(shelf, 'k', [there('file_1')], 0);
  keepUploads(shelf, 'k', [], 1);
  assert.equal(shelf.map.size, 0);
  for (const broken of ['{', '7', '[{"file":null,"at":1}]', '[1]', 'null']) {
    shelf.setItem('k', broken);
    assert.deepEqual(keptUploads(shelf, 'k', 2), [], broken);
  }
});
