import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moved } from './moved.ts';

test('an entry changes places with its neighbour, and never leaves the list', () => {
  const list = ['a', 'b', 'c'];
  assert.deepEqual(moved(list, 0, 1), ['b', 'a', 'c']);
  assert.deepEqual(moved(list, 2, -1), ['a', 'c', 'b']);
  assert.deepEqual(moved(list, 0, -1), list);
  assert.deepEqual(moved(list, 2, 1), list);
  assert.deepEqual(moved(list, 9, -1), list);
  assert.notEqual(moved(list, 0, -1), list);
});
