import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as check, date, integer, property } from 'fast-check';
import { timeField } from './time-range.ts';

const now = new Date('2026-11-22T09:30:00Z');

function holds(written: string, at: string): boolean {
  const reading = timeField.read(written);
  assert.ok('value' in reading, JSON.stringify(reading));
  return timeField.holds!(reading.value, { text: '', createdAt: new Date(at), askedAt: now });
}

const cases: [range: string, inside: string[], outside: string[]][] = [
  [
    '[2026-11-01 TO 2026-11-30]',
    ['2026-11-01T00:00Z', '2026-11-30T23:59:59.999Z'],
    ['2026-10-31T23:59:59.999Z', '2026-12-01T00:00Z'],
  ],
  ['[2026-11 TO 2026-11]', ['2026-11-01T00:00Z', '2026-11-30T23:59:59.999Z'], ['2026-12-01T00:00Z']],
  ['2026', ['2026-01-01T00:00Z', '2026-12-31T23:59:59.999Z'], ['2025-12-31T23:59Z', '2027-01-01T00:00Z']],
  ['2024-02', ['2024-02-29T23:59Z'], ['2024-03-01T00:00Z']],
  ['[2026-11-22t09:00 TO *]', ['2026-11-22T09:00Z', '2030-01-01T00:00Z'], ['2026-11-22T08:59:59.999Z']],
  [
    '[2026-11-22T09:00+02:00 TO 2026-11-22T09:00:30+0200]',
    ['2026-11-22T07:00Z', '2026-11-22T07:00:30.999Z'],
    ['2026-11-22T06:59:59Z', '2026-11-22T07:00:31Z'],
  ],
  ['[* TO 2026-11-22T09:00Z]', ['1999-01-01T00:00Z', '2026-11-22T09:00:59Z'], ['2026-11-22T09:01Z']],
  ['[2026-11-22T09:00:00.5Z TO *]', ['2026-11-22T09:00:00.500Z'], ['2026-11-22T09:00:00.499Z']],
  ['[-7d TO now]', ['2026-11-15T09:30Z', '2026-11-22T09:30Z'], ['2026-11-15T09:29Z', '2026-11-22T09:31Z']],
  ['[-2w to -36h]', ['2026-11-08T09:30Z', '2026-11-20T21:30Z'], ['2026-11-20T21:31Z']],
  ['[-90m TO *]', ['2026-11-22T08:00Z'], ['2026-11-22T07:59Z']],
  ['today', ['2026-11-22T00:00Z', '2026-11-22T23:59Z'], ['2026-11-21T23:59Z', '2026-11-23T00:00Z']],
  ['[Yesterday TO today]', ['2026-11-21T00:00Z', '2026-11-22T23:59Z'], ['2026-11-20T23:59Z']],
];

for (const [range, inside, outside] of cases) {
  test(`time:${range}`, () => {
    for (const at of inside) assert.ok(holds(range, at), at);
    for (const at of outside) assert.ok(!holds(range, at), at);
  });
}

const refused: [written: string, instead?: string][] = [
  ['[2026-02-30 TO *]'],
  ['[2026-13 TO *]'],
  ['[2026-00-01 TO *]'],
  ['[2026-11-22T24:00 TO *]'],
  ['[2026-11-22T09:60 TO *]'],
  ['[2026-11-22T09:00+15:00 TO *]'],
  ['[22.11.2026 TO *]'],
  ['[11/22/2026 TO *]'],
  ['[-7y TO *]'],
  ['[tomorrow TO *]'],
  ['[2026-11-22]', '[2026-11-22 TO 2026-11-22]'],
  ['*'],
  ['[* TO * TO *]'],
  ['[TO]'],
  [''],
  ['-7d', '[-7d TO *]'],
  ['now', '[now TO *]'],
  ['[2026-11-30 TO 2026-11-01]', '[2026-11-01 TO 2026-11-30]'],
  ['[now TO -7d]', '[-7d TO now]'],
];

for (const [written, instead] of refused) {
  test(`time:${written} is refused`, () => {
    const reading = timeField.read(written);
    if (written === '[2026-11-22]') return assert.deepEqual(reading, { value: instead });
    assert.ok('expected' in reading);
    assert.equal(reading.instead, instead);
  });
}

test('a post without a time, or with a broken one, is in no range', () => {
  for (const createdAt of [undefined, new Date(NaN)])
    assert.equal(timeField.holds!('[* TO *]', { text: '', createdAt }), false);
});

test('an instant written out is the range that holds only itself', () => {
  const instants = date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  check(
    property(instants, integer({ min: -5, max: 5 }), (instant, shift) => {
      const reading = timeField.read(`[${instant.toISOString()} TO ${instant.toISOString()}]`);
      assert.ok('value' in reading);
      const createdAt = new Date(instant.getTime() + shift);
      assert.equal(timeField.holds!(reading.value, { text: '', createdAt }), shift === 0);
    }),
  );
});
