import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { namedDays } from './index.ts';

const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');
const read = (text: string, from = '2026-01-01', to = '2027-12-31') => namedDays(text, { from, to });
const days = (text: string, from?: string, to?: string) => read(text, from, to).days.map(({ day }) => day);
const reason = (...lines: string[]) => read(file(event(...lines))).skipped[0]?.reason;

describe('whole days of a calendar file', () => {
  it('are read with their names, folded and escaped', () => {
    const text = file(
      event('DTSTART;VALUE=DATE:20261225', 'SUMMARY:Christmas\\, the fi', ' rst day\\nof it'),
      event('SUMMARY;LANGUAGE="de;x:y":Neujahr', 'DTSTART;VALUE=DATE:20270101'),
    );
    assert.deepEqual(read(text), {
      days: [
        { day: '2026-12-25', name: 'Christmas, the first day of it' },
        { day: '2027-01-01', name: 'Neujahr' },
      ],
      skipped: [],
      events: 2,
    });
  });

  it('end before the day that DTEND names', () => {
    assert.deepEqual(days(file(event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'))), [
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
    ]);
    assert.deepEqual(days(file(event('DTSTART;VALUE=DATE:20261224', 'DURATION:P2D'))).length, 2);
    assert.deepEqual(days(file(event('DTSTART:20261224T000000', 'DTEND:20261225T000000'))), ['2026-12-24']);
    assert.deepEqual(
      days(file(event('DTSTART;VALUE=DATE:20251231', 'DTEND;VALUE=DATE:20260103'))),
      ['2026-01-01', '2026-01-02'],
      'what began before is seen',
    );
  });

  it('come again every year', () => {
    const yearly = (rule: string, start = '20200101', from = '2026-01-01', to = '2027-12-31') =>
      days(file(event(`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`)), from, to);
    assert.deepEqual(yearly('FREQ=YEARLY', '20201003'), ['2026-10-03', '2027-10-03']);
    assert.deepEqual(yearly('FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '20201126'), ['2026-11-26', '2027-11-25']);
    assert.deepEqual(yearly('FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5', '20200525'), ['2026-05-25', '2027-05-31']);
    assert.deepEqual(yearly('FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8', '20201103'), [
      '2026-11-03',
      '2027-11-02',
    ]);
    assert.deepEqual(yearly('FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2', '20200229'), ['2026-02-28', '2027-02-28']);
    assert.deepEqual(yearly('FREQ=YEARLY', '20200229', '2024-01-01', '2032-12-31'), [
      '2024-02-29',
      '2028-02-29',
      '2032-02-29',
    ]);
    assert.deepEqual(yearly('FREQ=YEARLY;INTERVAL=4', '20220101'), ['2026-01-01']);
    assert.deepEqual(yearly('FREQ=YEARLY;COUNT=7', '20200101'), ['2026-01-01']);
    assert.deepEqual(yearly('FREQ=YEARLY;UNTIL=20260101'), ['2026-01-01']);
    assert.deepEqual(yearly('FREQ=YEARLY;BYDAY=20MO', '20200518'), ['2026-05-18', '2027-05-17']);
  });

  it('can be left out and added one by one', () => {
    const text = file(
      event(
        'DTSTART;VALUE=DATE:20240501',
        'RRULE:FREQ=YEARLY',
        'EXDATE;VALUE=DATE:20260501,20250501',
        'RDATE;VALUE=DATE:20260504',
      ),
    );
    assert.deepEqual(days(text), ['2026-05-04', '2027-05-01']);
  });

  it('on the same day are one day with both names', () => {
    const text = file(
      event('DTSTART;VALUE=DATE:20260501', 'SUMMARY:May Day'),
      event('DTSTART;VALUE=DATE:20260501', 'SUMMARY:Labour Day'),
    );
    assert.deepEqual(read(text).days, [{ day: '2026-05-01', name: 'May Day, Labour Day' }]);
  });
});

describe('events that are not followed', () => {
  it('are told with the reason and the line', () => {
    assert.equal(reason('DTSTART:20261225T090000Z', 'DTEND:20261225T100000Z'), 'is about hours of a day');
    assert.equal(reason('DTSTART;VALUE=DATE:20260230'), 'has a date that does not exist');
    assert.equal(reason('SUMMARY:x'), 'has no date');
    assert.equal(reason('DTSTART;VALUE=DATE:20260102', 'STATUS:CANCELLED'), 'is cancelled');
    assert.equal(reason('DTSTART;VALUE=DATE:20260102', 'RRULE:FREQ=WEEKLY'), 'repeats weekly');
    assert.equal(
      reason('DTSTART;VALUE=DATE:20260102', 'RRULE:FREQ=YEARLY;BYSETPOS=1'),
      'repeats by BYSETPOS',
    );
    for (const rule of ['COUNT=-1', 'INTERVAL=0', 'BYMONTH=13', 'BYDAY=XX', 'UNTIL=never', 'BYMONTHDAY=0'])
      assert.equal(
        reason('DTSTART;VALUE=DATE:20260102', `RRULE:FREQ=YEARLY;${rule}`),
        'has a repetition that cannot be read',
        rule,
      );
    assert.match(reason('DTSTART;VALUE=DATE:20260101', 'DTEND;VALUE=DATE:20991231') ?? '', /longer than 62/);
    assert.equal(reason('DTSTART;VALUE=DATE:20260105', 'DTEND;VALUE=DATE:20260101'), 'ends before it begins');
    const [skipped] = read(file(event('DTSTART;VALUE=DATE:20260230', 'SUMMARY:Odd'))).skipped;
    assert.deepEqual([skipped?.line, skipped?.name], [3, 'Odd']);
  });

  it('do not keep others from being read: alarms inside, ends that are missing, lines that are none', () => {
    const text = [
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20260101',
      'BEGIN:VALARM',
      'DTSTART;VALUE=DATE:20260707',
      'SUMMARY:not this',
      'END:VALARM',
      'SUMMARY:New Year',
      'BEGIN:VEVENT',
      'DTSTART;VALUE=DATE:20260102',
      '::::',
      'no colon',
    ].join('\n');
    assert.deepEqual(read(text).days, [
      { day: '2026-01-01', name: 'New Year' },
      { day: '2026-01-02', name: '' },
    ]);
  });
});

describe('a hostile file', () => {
  it('costs little', () => {
    const start = performance.now();
    const many = Array.from({ length: 20_000 }, () =>
      event(
        'DTSTART;VALUE=DATE:19000101',
        'RRULE:FREQ=YEARLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10;COUNT=99999999',
      ),
    );
    const found = namedDays(file(...many), { from: '2026-01-01', to: '2026-12-31' });
    assert.equal(found.events, 1000);
    assert.equal(found.days.length, 120);
    assert.equal(found.skipped.length, 1);
    read(`BEGIN:VEVENT\nSUMMARY:${'x'.repeat(5_000_000)}\n${' y\n'.repeat(100_000)}`);
    read('BEGIN:VEVENT\n'.repeat(100_000));
    assert.ok(performance.now() - start < 20_000);
  });

  it('has names without control characters, not longer than a line', () => {
    const { days: found } = read(
      file(event('DTSTART;VALUE=DATE:20260101', `SUMMARY:a\u0000b\u0007c${'d'.repeat(500)}`)),
    );
    assert.match(found[0]?.name ?? '', /^a b c?d*|^a b c d*/);
    assert.equal(found[0]?.name.length, 120);
  });

  it('never throws, and never names a day that was not asked for', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'BEGIN:VEVENT',
        'END:VEVENT',
        'BEGIN:VCALENDAR',
        'DTSTART;VALUE=DATE:20260401',
        'DTSTART:99999999',
        'DTEND;VALUE=DATE:20260409',
        'RRULE:FREQ=YEARLY',
        'RRULE:FREQ=YEARLY;BYDAY=1MO,-2TU;COUNT=3',
        'RRULE:;;==;FREQ',
        'EXDATE:,,,',
        'DURATION:P99999999W',
        ' folded',
        'SUMMARY;X="a:b',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        for (const { day } of read(pieces.join('\n'), '2026-01-01', '2026-12-31').days)
          assert.ok(day >= '2026-01-01' && day <= '2026-12-31', day);
      }),
      { numRuns: 500 },
    );
  });
});
