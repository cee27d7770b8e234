import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyFor } from './send-key.ts';

test('the same request keeps its key, another gets its own', () => {
  const first = keyFor(null, ['conv_1', 'post_1', 'ba_1', 'Sorry!']);
  assert.equal(keyFor(first, ['conv_1', 'post_1', 'ba_1', 'Sorry!']), first);
  for (const other of [
    ['conv_1', 'post_1', 'ba_1', 'Sorry'],
    ['conv_1', 'post_2', 'ba_1', 'Sorry!'],
    ['conv_1', 'post_1', 'ba_2', 'Sorry!'],
  ]) {
    assert.notEqual(keyFor(first, other).key, first.key);
  }
});

test('after a success the same words are a new request', () => {
  const parts = ['conv_1', 'post_1', 'ba_1', 'Thanks!'];
  assert.notEqual(keyFor(null, parts).key, keyFor(null, parts).key);
  assert.ok(keyFor(null, parts).key.length >= 8);
});
