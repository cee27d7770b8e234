import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TopicView } from '../../api/types.ts';
import { changesOf, draftOf, isChanged } from './draft.ts';

const topic: TopicView = {
  id: 'topic_1',
  name: 'Refunds',
  query: 'refund',
  kind: 'product',
  toInbox: true,
  state: 'active',
  matchesToday: 0,
  matches: 0,
  lastMatchAt: null,
  backfill: null,
  createdAt: '2026-11-01T00:00:00.000Z',
  updatedAt: '2026-11-01T00:00:00.000Z',
};

test('a new draft is empty, or begins with a query that was searched for', () => {
  assert.deepEqual(draftOf(undefined, 'late'), { name: '', query: 'late', kind: 'subject', toInbox: true });
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
});
