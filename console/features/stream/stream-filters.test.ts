import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PostView } from '../../api/types.ts';
import { readStreamFilters, takeIn } from './stream-filters.ts';

const post = (id: string, minute: number, text = id) =>
  ({ id, text, receivedAt: new Date(minute * 60_000).toISOString() }) as PostView;
const ids = (posts: readonly PostView[]) => posts.map((each) => each.id);

test('reads filters and drops the rest', () => {
  assert.deepEqual(readStreamFilters({ topic: 't1', source: '', q: ' late ', page: 7 }), {
    topic: 't1',
    q: ' late ',
  });
  assert.deepEqual(readStreamFilters({ q: 404, topic: ['a'], source: null }), { q: '404' });
});

const shown = [post('c', 3), post('b', 2), post('a', 1)];

test('new posts wait while the reader reads', () => {
  const after = takeIn({ shown, waiting: [] }, [post('e', 5), post('d', 4), ...shown], false);
  assert.deepEqual(ids(after.shown), ['c', 'b', 'a']);
  assert.deepEqual(ids(after.waiting), ['e', 'd']);
  const later = takeIn(after, [post('f', 6), post('e', 5)], false);
  assert.deepEqual(ids(later.waiting), ['f', 'e', 'd']);
});

test('following shows them at once, with those that waited', () => {
  const after = takeIn({ shown, waiting: [post('d', 4)] }, [post('e', 5), post('d', 4)], true);
  assert.deepEqual(ids(after.shown), ['e', 'd', 'c', 'b', 'a']);
  assert.deepEqual(after.waiting, []);
});

test('edits and deletions reach posts where they stand', () => {
  const after = takeIn({ shown, waiting: [] }, [post('b', 2, 'edited')], false);
  assert.deepEqual(
    after.shown.map((each) => each.text),
    ['c', 'edited', 'a'],
  );
});

test('older posts of a fresh page do not come in at the top', () => {
  const after = takeIn({ shown, waiting: [] }, [post('old', 0)], true);
  assert.deepEqual(ids(after.shown), ['c', 'b', 'a']);
});

test('an empty stream takes everything, and a long one is cut', () => {
  assert.deepEqual(ids(takeIn({ shown: [], waiting: [] }, shown, true).shown), ['c', 'b', 'a']);
  assert.equal(takeIn({ shown, waiting: [] }, [post('d', 4)], true, 2).shown.length, 2);
});
