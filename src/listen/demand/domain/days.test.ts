import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, daysUntil, passedOf, spanOfDay, zoneOf } from './days.ts';

const at = (time: string) => new Date(time);
const hours = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / 3_600_000;

test('a day is one of the clocks on the wall, also where they stand half an hour aside', () => {
  const late = at('2026-11-22T23:30:00Z');
  assert.equal(dayOf(late), '2026-11-22');
  assert.equal(dayOf(late, zoneOf('Asia/Kolkata')), '2026-11-23');
  assert.equal(dayOf(at('2026-11-22T18:29:59Z'), zoneOf('Asia/Kolkata')), '2026-11-22');
  assert.equal(dayOf(at('2026-11-22T18:30:00Z'), zoneOf('Asia/Kolkata')), '2026-11-23');
  assert.equal(dayOf(at('2026-11-22T03:00:00Z'), zoneOf('America/Chicago')), '2026-11-21');
  assert.deepEqual(daysUntil(late, 3, zoneOf('Asia/Kolkata')), ['2026-11-21', '2026-11-22', '2026-11-23']);
});

test('days follow each other without a gap, and are 23 or 25 hours long where clocks change', () => {
  const berlin = zoneOf('Europe/Berlin');
  assert.equal(hours(spanOfDay('2026-03-29', berlin)), 23);
  assert.equal(hours(spanOfDay('2026-10-25', berlin)), 25);
  assert.equal(hours(spanOfDay('2026-11-22', zoneOf('Australia/Lord_Howe'))), 24);
  for (const name of ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Cairo']) {
    const zone = zoneOf(name);
    const days = daysUntil(at('2026-12-01T12:00:00Z'), 400, zone);
    assert.equal(new Set(days).size, 400);
    for (const [index, day] of days.entries()) {
      const span = spanOfDay(day, zone);
      const before = days[index - 1];
      if (before) assert.equal(spanOfDay(before, zone).to.getTime(), span.from.getTime(), `${name} ${day}`);
      assert.equal(dayOf(span.from, zone), day, name);
      assert.equal(dayOf(new Date(span.to.getTime() - 1), zone), day, name);
    }
  }
});

test('the part of the day that has passed is that of its own length', () => {
  assert.equal(passedOf(at('2026-11-22T06:00:00Z')), 0.25);
  assert.equal(passedOf(at('2026-11-22T18:30:00Z'), zoneOf('Asia/Kolkata')), 0);
  assert.equal(passedOf(at('2026-10-24T22:00:00Z'), zoneOf('Europe/Berlin')), 0);
  assert.equal(passedOf(at('2026-10-25T10:30:00Z'), zoneOf('Europe/Berlin')), 0.5);
});
