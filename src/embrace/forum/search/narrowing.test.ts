import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Meant, narrowing } from './find.ts';

const meant = (uses: Record<string, number>): Meant[] =>
  Object.entries(uses).map(([word, count]) => ({ word, alike: [], uses: count }));
const words = (uses: Record<string, number>) => narrowing(meant(uses)).map(({ word }) => word);

test('beside a rare word the index is not asked for one that nearly all posts have', () => {
  assert.deepEqual(words({ router: 1_000_000, whistles: 40 }), ['whistles']);
  assert.deepEqual(
    words({ router: 1_000_000, whistls: 0 }),
    ['whistls'],
    'its beginning may stand somewhere',
  );
  assert.deepEqual(
    words({ router: 19_000, whistles: 4 }),
    ['router', 'whistles'],
    'short lists are read at once',
  );
  assert.deepEqual(words({ router: 1_000_000, line: 400_000 }), ['router', 'line'], 'neither is rare');
  assert.deepEqual(words({ router: 1_000_000 }), ['router']);
});
