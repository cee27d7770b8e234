import assert from 'node:assert/strict';
import { test } from 'node:test';
import { narrowing, newestFor, rareOf } from './narrowing.ts';

const meant = (uses: Record<string, number>) => Object.entries(uses).map(([word, most]) => ({ word, most }));
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

test('what very many posts have is looked for among the newest, as many as hold enough of it', () => {
  const newest = (uses: Record<string, number>, join: '&' | '|' = '&') =>
    newestFor(meant(uses), join, 1_000_000);
  assert.equal(newest({ router: 1_000_000 }), 600);
  assert.equal(newest({ router: 1_000_000, line: 200_000 }), 3000);
  assert.equal(newest({ router: 1_000_000, whistles: 40 }), undefined, 'a rare word is asked of the index');
  assert.equal(newest({ a: 100_000, b: 100_000 }), undefined, 'both together are rare');
  assert.equal(newest({ a: 100_000, b: 100_000 }, '|'), 6000, 'either is not');
  assert.equal(newestFor(meant({ router: 30_000 }), '&', 0), 600, 'more than is known of');
});

test('of some words those are rare whose lists are short', () => {
  const rare = (uses: Record<string, number>) => rareOf(meant(uses)).map(({ word }) => word);
  assert.deepEqual(rare({ router: 1_000_000, whistles: 40, cable: 20_000 }), ['whistles', 'cable']);
  assert.deepEqual(rare({ router: 1_000_000 }), []);
});
