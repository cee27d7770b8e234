import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aRow } from './example-row.ts';
import { countNarrowing, fits, readFilters, showSame, writeFilters } from './filters.ts';

test('reads what it knows and drops the rest', () => {
  assert.deepEqual(
    readFilters({ status: 'waiting', assignee: 'me', q: ' late ', foo: 'x', sort: 'newest' }),
    {
      status: 'waiting',
      assignee: 'me',
      q: ' late ',
      sort: 'newest',
    },
  );
  assert.deepEqual(
    readFilters({
      status: 'lost',
      sort: 7,
      label: '',
      promise: 'kept',
      topic: null,
      network: ['a'],
      q: '   ',
    }),
    {},
  );
});

test('what is the default is not written down', () => {
  assert.deepEqual(readFilters({ status: 'open', sort: 'priority' }), {});
  assert.deepEqual(writeFilters({ status: 'open', label: 'billing', q: undefined }), { label: 'billing' });
});

test('a number in the address is words', () => {
  assert.deepEqual(readFilters({ q: 2024 }), { q: '2024' });
});

test('too much is cut', () => {
  assert.equal(readFilters({ q: 'x'.repeat(5000) }).q?.length, 1000);
});

test('the order of rows does not make another queue', () => {
  assert.equal(showSame({ assignee: 'me' }, { assignee: 'me', status: 'open', sort: 'oldest' }), true);
  assert.equal(showSame({ assignee: 'me' }, {}), false);
});

test('rows fit by status, assignee, label, topic and network', () => {
  const row = aRow({
    status: 'open',
    assignee: { id: 'u1', name: 'Ana' },
    labels: ['billing'],
    topics: [{ id: 't1', name: 'T' }],
    network: 'bluesky',
    promise: { kind: 'first', dueAt: null, isSoon: false, isMissed: true, isPaused: false },
  });
  const cases: [Parameters<typeof fits>[1], boolean][] = [
    [{}, true],
    [{ status: 'any' }, true],
    [{ status: 'done' }, false],
    [{ assignee: 'me' }, true],
    [{ assignee: 'u2' }, false],
    [{ assignee: 'nobody' }, false],
    [{ label: 'billing' }, true],
    [{ label: 'other' }, false],
    [{ topic: 't1', network: 'bluesky' }, true],
    [{ topic: 't2' }, false],
    [{ network: 'mail' }, false],
    [{ promise: 'missed' }, true],
    [{ promise: 'soon' }, false],
    [{ q: 'words nobody wrote' }, true],
  ];
  for (const [filters, expected] of cases)
    assert.equal(fits(row, filters, 'u1'), expected, JSON.stringify(filters));
  assert.equal(fits(aRow({ isGone: true }), { status: 'any' }, 'u1'), false);
  assert.equal(fits(aRow({ assignee: null }), { assignee: 'nobody' }, 'u1'), true);
});

test('counts only what narrows a view', () => {
  assert.equal(countNarrowing({ status: 'done', assignee: 'me', q: 'x' }), 0);
  assert.equal(countNarrowing({ label: 'a', topic: 'b', network: 'c', account: 'd', promise: 'soon' }), 5);
});
