import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { PostView } from '../../api/types.ts';
import { reduceStream, START, type StreamState } from './stream-state.ts';

const PAGE = 3;
/** Posts are numbered in the order in which they came. */
const aPost = (number: number): PostView =>
  ({ id: `p${number}`, receivedAt: new Date(number * 1000).toISOString() }) as PostView;
const numbers = (posts: readonly PostView[]) => posts.map((post) => Number(post.id.slice(1)));

/** The page of the server that begins below `cursor`, when the posts 1 to `newest` came so far. */
function pageBelow(newest: number, cursor: string | null) {
  const from = cursor === null ? newest : Number(cursor) - 1;
  const items = Array.from({ length: Math.min(PAGE, from) }, (_, index) => aPost(from - index));
  const last = numbers(items).at(-1);
  return last !== undefined && last > 1 ? { items, nextCursor: String(last) } : { items };
}

const opened = (newest: number) => reduceStream(START, { type: 'first', page: pageBelow(newest, null) });
const fresh = (state: StreamState, newest: number, isFollowing: boolean) =>
  reduceStream(state, { type: 'fresh', page: pageBelow(newest, null), isFollowing });

test('new posts wait until they are asked for, and come by themselves while following', () => {
  const waiting = fresh(opened(5), 6, false);
  assert.deepEqual([numbers(waiting.shown), numbers(waiting.waiting)], [[5, 4, 3], [6]]);
  assert.deepEqual(numbers(reduceStream(waiting, { type: 'show' }).shown), [6, 5, 4, 3]);
  assert.deepEqual(numbers(fresh(opened(5), 6, true).shown), [6, 5, 4, 3]);
});

test('when more came than a page holds, what lies between is read, not left out', () => {
  const behind = fresh(opened(5), 20, false);
  assert.deepEqual(
    [numbers(behind.shown), numbers(behind.waiting)],
    [
      [5, 4, 3],
      [20, 19, 18],
    ],
  );
  const shown = reduceStream(behind, { type: 'show' });
  assert.deepEqual([numbers(shown.shown), shown.cursor, shown.gap], [[20, 19, 18], '18', null]);
  assert.deepEqual(numbers(fresh(opened(5), 20, true).shown), [20, 19, 18]);
});

test('a failure at the start is shown, one later keeps what is there', () => {
  const error = new Error('x');
  assert.equal(reduceStream(START, { type: 'failed', error }).status, 'failed');
  const later = reduceStream(reduceStream(opened(9), { type: 'more-asked' }), { type: 'failed', error });
  assert.deepEqual(
    [later.status, later.isLoadingMore, numbers(later.shown), later.error],
    ['ready', false, [9, 8, 7], error],
  );
});

test('whatever comes, what is shown has no holes and no doubles', () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant('fresh' as const), more: fc.nat(8), isFollowing: fc.boolean() }),
    fc.record({ type: fc.constant('more' as const) }),
    fc.record({ type: fc.constant('show' as const) }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.array(step, { maxLength: 25 }), (start, steps) => {
      let newest = start;
      let state = opened(newest);
      for (const next of steps) {
        if (next.type === 'fresh') state = fresh(state, (newest += next.more), next.isFollowing);
        else if (next.type === 'show') state = reduceStream(state, { type: 'show' });
        else if (state.cursor !== null)
          state = reduceStream(state, { type: 'more', page: pageBelow(newest, state.cursor) });
        const shown = numbers(state.shown);
        for (const [index, number] of shown.entries())
          if (index > 0) assert.equal(number, shown[index - 1]! - 1);
        assert.equal(
          shown.length + state.waiting.length,
          new Set([...shown, ...numbers(state.waiting)]).size,
        );
        assert.equal(state.cursor === null, shown.at(-1) === 1, 'the end is the end');
      }
    }),
    { numRuns: 400 },
  );
});
