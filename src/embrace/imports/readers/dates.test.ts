import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { dateOf } from './dates.ts';

/** A failure of fast-check tells its seed and the smallest case. */
const RUNS = { numRuns: 60 };

describe('a moment', () => {
  const moments = fc.date({
    min: new Date('1990-01-01T00:00:00Z'),
    max: new Date('2100-12-31T23:59:59Z'),
    noInvalidDate: true,
  });

  it('is the same in every way that programs write it, wherever the server stands', () => {
    const zone = process.env['TZ'];
    try {
      for (const place of ['UTC', 'Pacific/Kiritimati', 'America/St_Johns']) {
        process.env['TZ'] = place;
        fc.assert(
          fc.property(moments, (moment) => {
            const second = new Date(Math.floor(moment.getTime() / 1000) * 1000);
            const iso = second.toISOString();
            const [day, time] = [iso.slice(0, 10), iso.slice(11, 19)];
            for (const written of [
              iso,
              `${day}T${time}`,
              `${day} ${time}`,
              `${day} ${time} UTC`,
              `${day} ${time}+00`,
              `${day} ${time} +0000`,
              `${day.replaceAll('-', '/')} ${time}`,
              `${day} ${time}.000001`,
              second.toUTCString(),
            ])
              assert.equal(dateOf(written), iso, `${written} in ${place}`);
            assert.equal(dateOf(day), `${day}T00:00:00.000Z`);
          }),
          { numRuns: 15 },
        );
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('with a zone is as much earlier or later as the zone says', () => {
    fc.assert(
      fc.property(fc.integer({ min: -12 * 4, max: 14 * 4 }), moments, (quarters, moment) => {
        const iso = new Date(Math.floor(moment.getTime() / 60_000) * 60_000).toISOString();
        const minutes = Math.abs(quarters) * 15;
        const two = (value: number) => String(value).padStart(2, '0');
        const zone = `${quarters < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
        const at = new Date(Date.parse(iso) - quarters * 15 * 60_000);
        const expected = at.getUTCFullYear() < 1990 || at.getUTCFullYear() > 2100 ? null : at.toISOString();
        assert.equal(dateOf(`${iso.slice(0, 19)}${zone}`), expected);
        assert.equal(dateOf(`${iso.slice(0, 10)} ${iso.slice(11, 16)} ${zone.replace(':', '')}`), expected);
      }),
      RUNS,
    );
  });

  it('that no calendar has, or that could be two, is none', () => {
    for (const given of [
      '',
      'yesterday',
      'Hello 5',
      '1',
      '12',
      '2017',
      '2017-13-01',
      '2017-00-10',
      '2017-02-29',
      '2017-04-31T10:00:00Z',
      '2017-01-00',
      '2017-01-01T24:00:01Z',
      '2017-01-01 10:60',
      '01/02/2017',
      '1.2.2017',
      '1989-12-31T23:59:59Z',
      '2101-01-01',
      '+275760-09-13',
      '-000001-01-01',
      '2017-01-01T10:00:00Z; drop table members',
      '２０１７-01-01',
      '2017-01-01\u202e',
      'NaN',
      `2017-01-01${' '.repeat(100_000)}x`,
    ])
      assert.equal(dateOf(given), null, given.slice(0, 40));
    assert.equal(dateOf(' 2016-02-29 '), '2016-02-29T00:00:00.000Z');
    assert.equal(dateOf('2016-2-9 7:05'), '2016-02-09T07:05:00.000Z');
  });
});
