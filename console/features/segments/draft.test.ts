import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inputOf, isOpen } from './draft.ts';

test('without a question only those picked by hand are in', () => {
  assert.ok(isOpen({ all: [] }));
  assert.equal(inputOf({ name: ' A ', description: '', when: { all: [] } }).condition, null);
  assert.equal(inputOf({ name: ' A ', description: '', when: { all: [] } }).name, 'A');
});

test('a question makes a condition, and an empty group of another kind is left to the server', () => {
  const when = { all: [{ fact: 'accounts', op: 'at-least' as const, value: 2 }] };
  assert.deepEqual(inputOf({ name: 'A', description: ' b ', when }), {
    name: 'A',
    description: 'b',
    condition: { version: 1, when },
  });
  assert.ok(!isOpen({ none: [] }) && !isOpen({ any: [] }));
});
