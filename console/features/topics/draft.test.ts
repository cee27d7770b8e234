import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changesOf, draftOf, isChanged } from './draft.ts';
import type { TopicDetail } from './types.ts';

const topic: TopicDetail = {
  id: 'topic_1',
  name: 'Refunds',
  query: 'refund',
  kind: 'product',
  toInbox: true,
  folder: 'Money',
  capPerDay: 500,
  state: 'active',
  isCapped: false,
  exampleCount: 1,
  examples: [{ shouldMatch: true, text: 'my refund' }],
  matchesToday: 0,
  matches: 0,
  lastMatchAt: null,
  backfill: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
};

test('a new draft is empty, or begins with a query that was searched for', () => {
  assert.deepEqual(draftOf(undefined, 'late'), {
    name: '',
    query: 'late',
    kind: 'subject',
    toInbox: true,
    folder: null,
    capPerDay: null,
    examples: [],
  });
  assert.equal(isChanged(undefined, draftOf(undefined)), false);
  assert.equal(isChanged(undefined, draftOf(undefined, 'late')), true);
});

test('an untouched topic has no changes', () => {
  assert.deepEqual(changesOf(topic, draftOf(topic)), {});
  assert.equal(isChanged(topic, { ...draftOf(topic), name: ' Refunds ' }), false);
});

test('only what was changed is sent, so that a new name does not search everything again', () => {
  assert.deepEqual(changesOf(topic, { ...draftOf(topic), name: 'Money back' }), { name: 'Money back' });
  assert.deepEqual(changesOf(topic, { ...draftOf(topic), query: 'refund late', toInbox: false }), {
    query: 'refund late',
    toInbox: false,
  });
  assert.deepEqual(changesOf(topic, { ...draftOf(topic), folder: null, capPerDay: null, examples: [] }), {
    folder: null,
    capPerDay: null,
    examples: [],
  });
  assert.deepEqual(
    changesOf(topic, { ...draftOf(topic), examples: [{ shouldMatch: false, text: 'my refund' }] }),
    {
      examples: [{ shouldMatch: false, text: 'my refund' }],
    },
  );
});
