import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthsOf } from './year.ts';

const office = [{ from: 540, to: 1020 }];
const week = [office, office, office, office, office, [], []];

test('a year has its days under their weekdays', () => {
  const months = monthsOf(2026, { week, exceptions: [] });
  assert.deepEqual(
    months.map(({ days }) => days.length),
    [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
  );
  assert.equal(months[10]!.before, 6, '1 November 2026 is a Sunday');
  assert.equal(monthsOf(2028, { week, exceptions: [] })[1]!.days.length, 29);
});

test('days show the week, and exceptions in its place', () => {
  const exceptions = [
    { day: '2026-12-25', name: 'Christmas', open: [] },
    { day: '2026-12-26', name: 'Sale', open: office },
  ];
  const december = monthsOf(2026, { week, exceptions })[11]!.days;
  assert.deepEqual(
    [24, 25, 26, 27].map((date) => [december[date - 1]!.state, december[date - 1]!.name]),
    [
      ['open', ''],
      ['exception-closed', 'Christmas'],
      ['exception-open', 'Sale'],
      ['closed', ''],
    ],
  );
});
