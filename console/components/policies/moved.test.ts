import assert from 'node:assert/strict';
import { it } from 'node:test';
import { moved } from './moved.ts';

it('moves one to another place and leaves the others in their order', () => {
  assert.deepEqual(moved(['a', 'b', 'c', 'd'], 0, 2), ['b', 'c', 'a', 'd']);
  assert.deepEqual(moved(['a', 'b', 'c', 'd'], 3, 0), ['d', 'a', 'b', 'c']);
  assert.deepEqual(moved(['a', 'b'], 1, 0), ['b', 'a']);
});

it('moves nothing beyond the ends', () => {
  const ids = ['a', 'b'];
  for (const [from, to] of [
    [0, -1],
    [1, 2],
    [5, 0],
    [1, 1],
  ] as const)
    assert.equal(moved(ids, from, to), ids);
});
