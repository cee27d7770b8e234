import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SavedView } from '../../api/types.ts';
import { draftOf, inputOf, newView, otherFilters, withFilter } from './draft.ts';

const saved: SavedView = {
  id: 'view_1',
  kind: 'cases',
  name: 'Refunds',
  query: { type: 'ctype_1', status: 'any' },
  condition: { version: 1, when: { all: [{ fact: 'label', op: 'has-any-of', value: ['refund'] }] } },
  isShared: true,
  isMine: true,
  mayChange: true,
};

test('a view comes back as it was saved', () => {
  const { kind, name, query, condition, isShared } = saved;
  assert.deepEqual(inputOf(draftOf(saved)), { kind, name, query, condition, isShared });
});

test('without a question there is no condition', () => {
  assert.equal(inputOf(newView('inbox')).condition, null);
  assert.deepEqual(draftOf({ ...saved, condition: null }).when, { all: [] });
  const none = inputOf({ ...newView('inbox'), when: { none: [] } });
  assert.deepEqual(
    none.condition,
    { version: 1, when: { none: [] } },
    'the server says what is wrong with it',
  );
});

test('what the list does by itself is not written down, and other filters stay', () => {
  const draft = draftOf(saved);
  assert.deepEqual(withFilter(draft, 'status', 'unfinished'), { type: 'ctype_1' });
  assert.deepEqual(withFilter(draft, 'sort', 'priority'), {
    type: 'ctype_1',
    status: 'any',
    sort: 'priority',
  });
  assert.deepEqual(withFilter(newView('inbox'), 'sort', 'priority'), {});
  assert.deepEqual(otherFilters(draft.query), ['type']);
});
