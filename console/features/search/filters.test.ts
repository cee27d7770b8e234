import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findQuery, isAsked, isNarrowed, readFindFilters } from './filters.ts';

test('an address says what is looked for, and what it says wrongly is dropped', () => {
  assert.deepEqual(
    readFindFilters({ q: 1042, kind: 'case', status: 'done', assignee: ' me ', from: '2026-11-01', x: 1 }),
    { q: '1042', kind: 'case', status: 'done', assignee: 'me', from: '2026-11-01' },
  );
  assert.deepEqual(
    readFindFilters({ q: ' ', kind: 'post', status: 'new', from: 'yesterday', to: '2026-13-40', team: [] }),
    {},
  );
});

test('days are asked for whole, in the zone of the reader', () => {
  const { from, to, q } = findQuery({ q: 'router', from: '2026-11-01', to: '2026-11-01' });
  assert.equal(q, 'router');
  assert.equal(new Date(from!).getHours(), 0);
  assert.equal(Date.parse(to!) - Date.parse(from!), 24 * 3600 * 1000);
  assert.equal(new Date(findQuery({ to: '2026-12-31' })['to']!).getFullYear(), 2027);
});

test('one letter asks for nothing yet, one digit does', () => {
  assert.deepEqual(
    [{}, { q: 'r' }, { q: 'ro' }, { q: '7' }].map((one) => isAsked(one)),
    [false, false, true, true],
  );
});

test('words and kind are no filters', () => {
  assert.equal(isNarrowed({ q: 'router', kind: 'case' }), false);
  assert.equal(isNarrowed({ q: 'router', status: 'open' }), true);
});
