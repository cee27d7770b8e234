import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#platform/ids/index.ts';
import { bulkChange as inboxBulk, MOST_AT_ONCE } from '../inbox/schema.ts';
import { bulkChange, linkInput, mergeInput } from './schema.ts';

const ids = (prefix: 'case' | 'conv', count: number) => Array.from({ length: count }, () => newId(prefix));

test('cases and conversations are changed, linked and merged 500 at once, and no more', () => {
  const takes = (count: number) => [
    bulkChange.safeParse({ ids: ids('case', count), change: { status: 'solved' } }).success,
    linkInput.safeParse({ fromIds: ids('case', count), toId: newId('case'), kind: 'part-of' }).success,
    mergeInput.safeParse({ caseIds: ids('case', count) }).success,
    inboxBulk.safeParse({ ids: ids('conv', count), change: { status: 'done' } }).success,
  ];
  assert.deepEqual(takes(MOST_AT_ONCE), [true, true, true, true]);
  assert.deepEqual(takes(MOST_AT_ONCE + 1), [false, false, false, false]);
});
