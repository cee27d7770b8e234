import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aRow } from './example-row.ts';
import { afterLeaving, changeRow, countNew, idsBetween, neighbour, placeRows, renewRows } from './queue.ts';

const rows = ['a', 'b', 'c', 'd'].map((id) => aRow({ id }));
const shown = placeRows(rows, {}, 'me', new Set());
const none: ReadonlySet<string> = new Set();

test('what a colleague finished stays in its place and says so', () => {
  const changed = rows.map((row) => (row.id === 'b' ? { ...row, status: 'done' as const } : row));
  assert.deepEqual(
    placeRows(changed, {}, 'me', none).map(({ row, hasLeft }) => [row.id, hasLeft]),
    [
      ['a', false],
      ['b', true],
      ['c', false],
      ['d', false],
    ],
  );
});

test('what the viewer finished goes, and comes back to its place when undone', () => {
  const own = new Set(['b']);
  const changed = rows.map((row) => (row.id === 'b' ? { ...row, status: 'done' as const } : row));
  assert.deepEqual(
    placeRows(changed, {}, 'me', own).map(({ row }) => row.id),
    ['a', 'c', 'd'],
  );
  assert.deepEqual(
    placeRows(rows, {}, 'me', own).map(({ row }) => row.id),
    ['a', 'b', 'c', 'd'],
  );
});

test('a row on two pages is shown once', () => {
  assert.equal(placeRows([...rows, rows[1]!], {}, 'me', none).length, 4);
});

test('new rows are counted, known and foreign ones are not', () => {
  const head = [aRow({ id: 'n1' }), rows[2]!, aRow({ id: 'n2', status: 'done' }), aRow({ id: 'n3' })];
  assert.equal(countNew(rows, head, {}, 'me', false), 2);
  assert.equal(countNew(rows, [], {}, 'me', false), 0);
});

test('rows that only moved up from an unread page are not new', () => {
  const head = [rows[0]!, rows[2]!, rows[3]!, aRow({ id: 'from page two' })];
  assert.equal(countNew(rows, head, {}, 'me', true), 0);
  assert.equal(countNew(rows, [aRow({ id: 'n1' }), ...head], {}, 'me', true), 1);
  assert.equal(
    countNew(rows, [aRow({ id: 'n1' }), aRow({ id: 'n2' })], {}, 'me', true),
    2,
    'a page full of new ones',
  );
});

test('newer versions replace rows where they stand, older ones do not', () => {
  const newer = new Map([
    ['b', aRow({ id: 'b', version: 2, excerpt: 'newer' })],
    ['c', aRow({ id: 'c', version: 0, excerpt: 'older' })],
    ['z', aRow({ id: 'z', version: 9 })],
  ]);
  const renewed = renewRows(rows, newer);
  assert.deepEqual(
    renewed.map((row) => row.id),
    ['a', 'b', 'c', 'd'],
  );
  assert.equal(renewed[1]!.excerpt, 'newer');
  assert.equal(renewed[2]!.excerpt, 'Hello?');
  assert.equal(renewRows(rows, new Map()), rows, 'unchanged lists keep their identity');
});

test('a change is foreseen', () => {
  const row = aRow({ labels: ['a', 'b'], isUnread: true });
  const nameOf = (id: string) => `name of ${id}`;
  assert.deepEqual(changeRow(row, { addLabels: ['b', 'c'], removeLabels: ['a'] }, nameOf).labels, ['b', 'c']);
  assert.deepEqual(changeRow(row, { assigneeId: 'u1' }, nameOf).assignee, { id: 'u1', name: 'name of u1' });
  assert.equal(
    changeRow(aRow({ assignee: { id: 'u1', name: 'x' } }), { assigneeId: null }, nameOf).assignee,
    null,
  );
  const snoozed = changeRow(row, { status: 'snoozed', snoozedUntil: '2026-03-11T09:00:00Z' }, nameOf);
  assert.equal(snoozed.snoozedUntil, '2026-03-11T09:00:00Z');
  assert.equal(changeRow(snoozed, { status: 'open' }, nameOf).snoozedUntil, null);
  assert.equal(changeRow(snoozed, { isUnread: false }, nameOf).snoozedUntil, '2026-03-11T09:00:00Z');
  assert.equal(changeRow(row, { isUnread: false }, nameOf).isUnread, false);
});

test('moving up and down stops at the ends', () => {
  assert.equal(neighbour(shown, null, 1), 'a');
  assert.equal(neighbour(shown, null, -1), 'd');
  assert.equal(neighbour(shown, 'a', 1), 'b');
  assert.equal(neighbour(shown, 'a', -1), null);
  assert.equal(neighbour(shown, 'd', 1), null);
  assert.equal(neighbour([], null, 1), null);
});

test('after the last word on a row comes the next that stays', () => {
  assert.equal(afterLeaving(shown, 'b', new Set(['b'])), 'c');
  assert.equal(afterLeaving(shown, 'b', new Set(['b', 'c'])), 'd');
  assert.equal(afterLeaving(shown, 'd', new Set(['d', 'c'])), 'b');
  assert.equal(afterLeaving(shown, 'a', new Set(['a', 'b', 'c', 'd'])), null);
});

test('a range is the same from both ends', () => {
  assert.deepEqual(idsBetween(shown, 'b', 'd'), ['b', 'c', 'd']);
  assert.deepEqual(idsBetween(shown, 'd', 'b'), ['b', 'c', 'd']);
  assert.deepEqual(idsBetween(shown, 'gone', 'b'), ['b']);
  assert.deepEqual(idsBetween(shown, 'b', 'gone'), []);
});
