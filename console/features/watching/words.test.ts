import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watcherNames } from './words.ts';

test('who watches is named, the reader first, and those whom a rule added', () => {
  const ana = { id: 'a', name: 'Ana', isByRule: false };
  const ben = { id: 'b', name: 'Ben', isByRule: true };
  assert.equal(watcherNames([], 'a'), 'Nobody is told what happens here.');
  assert.equal(watcherNames([ben, ana], 'a'), 'You, Ben (by a rule)');
  assert.equal(watcherNames([ben], 'b'), 'You (by a rule)');
});
