import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nthInsertable, withInserted } from './insertion.ts';

test('what is put in stands apart from what was written', () => {
  assert.equal(withInserted('', 'Link'), 'Link');
  assert.equal(withInserted('  ', 'Link'), 'Link');
  assert.equal(withInserted('Please see', 'Link'), 'Please see Link');
  assert.equal(withInserted('Please see ', 'Link'), 'Please see Link');
  assert.equal(withInserted('One\nTwo', 'Link'), 'One\nTwo\nLink');
});

test('digits count what can be put in', () => {
  const items = [{ insert: null }, { insert: 'a' }, { insert: 'b' }];
  assert.equal(nthInsertable(items, 1)?.insert, 'a');
  assert.equal(nthInsertable(items, 2)?.insert, 'b');
  assert.equal(nthInsertable(items, 3), undefined);
});
