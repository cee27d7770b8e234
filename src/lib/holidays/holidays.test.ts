import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayOf, HOLIDAY_COUNTRIES, holidaysBetween } from './index.ts';

describe('public holidays', () => {
  it('move with Easter, of either church', () => {
    assert.deepEqual(
      [2024, 2025, 2026, 2027, 2038].map((year) => dayOf('E+0', year)),
      ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25'],
    );
    assert.deepEqual(
      [2024, 2025, 2026, 2027].map((year) => dayOf('O+0', year)),
      ['2024-05-05', '2025-04-20', '2026-04-12', '2027-05-02'],
    );
    assert.equal(dayOf('E+39', 2026), '2026-05-14');
  });

  it('stand on a weekday of their month', () => {
    assert.equal(dayOf('11 Thu 4', 2026), '2026-11-26');
    assert.equal(dayOf('11 Thu 4', 2029), '2029-11-22', 'the earliest there is');
    assert.equal(dayOf('5 Mon -1', 2026), '2026-05-25');
    assert.equal(dayOf('9 Mon 1', 2025), '2025-09-01');
    assert.equal(dayOf('5-25 Mon before', 2026), '2026-05-18', 'not the 25th itself');
  });

  it('are found over the turn of a year, in order', () => {
    assert.deepEqual(
      holidaysBetween(['US', 'DE', 'XX'], '2025-12-20', '2026-01-05').map(
        ({ day, country }) => `${day} ${country}`,
      ),
      ['2025-12-25 DE', '2025-12-25 US', '2025-12-26 DE', '2026-01-01 DE', '2026-01-01 US'],
    );
  });

  it('have rules that can be read, in every country and for two hundred years', () => {
    for (const country of HOLIDAY_COUNTRIES) {
      const all = holidaysBetween([country], '1950-01-01', '2149-12-31');
      assert.ok(all.length % 200 === 0, `${country} has ${all.length} in 200 years`);
      for (const { day } of all) assert.ok(!Number.isNaN(Date.parse(day)), `${country}: ${day}`);
    }
  });
});
