import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, exactTime, relativeTime, shortSpan } from './time.ts';

const now = Date.parse('2026-03-10T12:00:00Z');
const ago = (milliseconds: number) => new Date(now - milliseconds).toISOString();

test('one unit, rounded down, hours up to two days', () => {
  const cases: [number, string][] = [
    [0, 'now'],
    [59_999, 'now'],
    [60_000, '1m'],
    [3_599_000, '59m'],
    [3_600_000, '1h'],
    [47 * 3_600_000, '47h'],
    [48 * 3_600_000, '2d'],
    [400 * 86_400_000, '400d'],
  ];
  for (const [length, text] of cases) assert.equal(shortSpan(length), text);
});

test('far times become dates, with the year only when it is another', () => {
  assert.equal(relativeTime(ago(6 * 86_400_000), now, 'UTC'), '6d');
  assert.equal(relativeTime('2026-02-01T00:30:00Z', now, 'UTC'), '1 Feb');
  assert.equal(relativeTime('2026-02-01T00:30:00Z', now, 'America/New_York'), '31 Jan');
  assert.equal(relativeTime('2019-07-04T12:00:00Z', now, 'UTC'), '4 Jul 2019');
});

test('the future is said as such, a clock a little ahead is not', () => {
  assert.equal(relativeTime(ago(-30_000), now), 'now');
  assert.equal(relativeTime(ago(-3 * 3_600_000), now), 'in 3h');
});

test('the exact time names day, time and zone', () => {
  const text = exactTime('2026-03-10T12:00:00Z', 'Europe/Berlin');
  assert.match(text, /Tue/);
  assert.match(text, /10 Mar 2026/);
  assert.match(text, /13:00/);
  assert.match(text, /CET|GMT\+1/);
});

test('what is not a date is nothing rather than a crash', () => {
  assert.equal(relativeTime('yesterday', now), '');
  assert.equal(exactTime(''), '');
  assert.equal(dayOf('-', now), '');
});

test('days of a thread carry the weekday', () => {
  assert.equal(dayOf('2026-03-03T23:30:00Z', now, 'UTC'), 'Tue 3 Mar');
  assert.match(dayOf('2025-03-03T23:30:00Z', now, 'UTC'), /2025/);
});
