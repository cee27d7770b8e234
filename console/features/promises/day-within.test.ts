import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayWithin } from './day-within.ts';
import { spanOf } from './span.ts';
import { percent } from './words.ts';

const span = { from: '', to: '', zone: 'Europe/Berlin' };
const hours = ({ from, to }: { from: string; to: string }) => (Date.parse(to) - Date.parse(from)) / 3_600_000;

test('a day has the hours that its zone gives it', () => {
  assert.equal(dayWithin('2026-11-22', span).from, '2026-11-21T23:00:00.000Z');
  assert.equal(hours(dayWithin('2026-11-22', span)), 24);
  assert.equal(hours(dayWithin('2026-03-29', span)), 23);
  assert.equal(hours(dayWithin('2026-10-25', span)), 25);
  assert.equal(dayWithin('2026-11-22', { ...span, zone: 'Asia/Kathmandu' }).from, '2026-11-21T18:15:00.000Z');
});

test('a span is the same all hour long', () => {
  const at = Date.parse('2026-11-22T10:20:00Z');
  assert.deepEqual(spanOf(at, 7), spanOf(at + 30 * 60_000, 7));
  assert.equal(spanOf(at, 7).to, '2026-11-22T11:00:00.000Z');
  assert.equal(hours(spanOf(at, 7)), 168);
});

test('a share of nothing is a dash', () => {
  assert.deepEqual([percent(0, 0), percent(5, 6), percent(0, 3)], ['–', '83 %', '0 %']);
});
