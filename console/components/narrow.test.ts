import assert from 'node:assert/strict';
import { test } from 'node:test';
import { narrow } from './narrow.ts';

const entries = [
  { label: 'Billing late' },
  { label: 'Late train', keywords: 'delay' },
  { label: 'Zoë', keywords: 'zoe@example.com' },
  { label: 'Related' },
];
const labels = (query: string) => narrow(entries, query).map((entry) => entry.label);

test('keeps the order when nothing is typed', () => {
  assert.deepEqual(
    labels('  '),
    entries.map((entry) => entry.label),
  );
});

test('beginnings come first, then words, then anything', () => {
  assert.deepEqual(labels('late'), ['Late train', 'Billing late', 'Related']);
});

test('every word must occur, accents and case do not count', () => {
  assert.deepEqual(labels('TRAIN del'), ['Late train']);
  assert.deepEqual(labels('zoe'), ['Zoë']);
  assert.deepEqual(labels('example zoë'), ['Zoë']);
  assert.deepEqual(labels('nothing'), []);
});
