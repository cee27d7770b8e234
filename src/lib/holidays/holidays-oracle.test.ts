import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayOf, HOLIDAY_COUNTRIES, holidaysBetween } from './index.ts';

const DAY = 86_400_000;
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
const minus = (a: string, b: string) => (Date.parse(a) - Date.parse(b)) / DAY;
const years = Array.from({ length: 200 }, (_, i) => 1900 + i);

/** Gauss, as Knuth gives it (The Art of Computer Programming 1, 1.3.2): another way to the same Sundays. */
function knuthEaster(year: number): string {
  const golden = (year % 19) + 1;
  const century = Math.floor(year / 100) + 1;
  const leaps = Math.floor((3 * century) / 4) - 12;
  const moon = Math.floor((8 * century + 5) / 25) - 5;
  const sunday = Math.floor((5 * year) / 4) - leaps - 10;
  let epact = (((11 * golden + 20 + moon - leaps) % 30) + 30) % 30;
  if ((epact === 25 && golden > 11) || epact === 24) epact += 1;
  let full = 44 - epact;
  if (full < 21) full += 30;
  return new Date(Date.UTC(year, 2, full + 7 - ((sunday + full) % 7))).toISOString().slice(0, 10);
}

describe('Easter', () => {
  it('is that of another reckoning, for two hundred years', () => {
    for (const year of years) assert.equal(dayOf('E+0', year), knuthEaster(year));
  });

  it('is a Sunday from 22 March to 25 April; the Orthodox one never comes first', () => {
    for (const year of years) {
      const [west, east] = [dayOf('E+0', year), dayOf('O+0', year)];
      assert.deepEqual([weekday(west), weekday(east)], [0, 0], String(year));
      assert.ok(west >= `${year}-03-22` && west <= `${year}-04-25`, west);
      const later = minus(east, west);
      assert.ok(later >= 0 && later <= 35 && later % 7 === 0, `${year}: ${later} days later`);
    }
  });
});

describe('a rule', () => {
  it('finds the weekday it names, in the week it names', () => {
    const names = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
    for (const [index, name] of names.entries())
      for (const month of [1, 2, 6, 12])
        for (const year of [2023, 2024, 2026, 2100]) {
          const all = [1, 2, 3, 4].map((place) => dayOf(`${month} ${name} ${place}`, year));
          for (const [place, day] of all.entries()) {
            assert.equal(weekday(day), index, `${day} for ${name}`);
            const date = Number(day.slice(8));
            assert.ok(date > 7 * place && date <= 7 * (place + 1), `${place + 1}: ${day}`);
          }
          const last = dayOf(`${month} ${name} -1`, year);
          const next = new Date(Date.parse(last) + 7 * DAY).getUTCMonth() + 1;
          assert.deepEqual([weekday(last), Number(last.slice(5, 7))], [index, month]);
          assert.notEqual(next, month, `${last} is the last one`);
        }
  });

  it('that names a day before another stays before it, by a week at most', () => {
    for (const year of years) {
      const gap = minus(`${year}-05-25`, dayOf('5-25 Mon before', year));
      assert.ok(gap >= 1 && gap <= 7, `${year}: ${gap}`);
    }
  });

  it('that counts from Easter goes over the end of a month and back into February', () => {
    for (const year of years)
      for (const days of [-48, -2, 1, 39, 50, 60])
        assert.equal(minus(dayOf(`E${days < 0 ? days : `+${days}`}`, year), dayOf('E+0', year)), days);
  });
});

describe('holidays between two days', () => {
  it('include both ends, and nothing beyond', () => {
    const found = holidaysBetween(['DE'], '2026-12-25', '2026-12-26');
    assert.deepEqual(
      found.map(({ day }) => day),
      ['2026-12-25', '2026-12-26'],
    );
    assert.deepEqual(holidaysBetween(['DE'], '2026-12-27', '2026-12-31'), []);
    assert.deepEqual(holidaysBetween(['DE'], '2026-12-26', '2026-12-25'), [], 'backwards');
    assert.deepEqual(holidaysBetween([], '2026-01-01', '2026-12-31'), []);
    assert.deepEqual(holidaysBetween(['constructor', '', 'de'], '2026-01-01', '2026-12-31'), []);
  });

  it('come in pieces as they come at once', () => {
    for (const country of HOLIDAY_COUNTRIES) {
      const whole = holidaysBetween([country], '2024-01-01', '2027-12-31');
      const pieces = [
        ...holidaysBetween([country], '2024-01-01', '2025-04-20'),
        ...holidaysBetween([country], '2025-04-21', '2026-12-25'),
        ...holidaysBetween([country], '2026-12-26', '2027-12-31'),
      ];
      assert.deepEqual(pieces, whole, country);
    }
  });

  it('lie in the year they are asked for, and are in order', () => {
    for (const country of HOLIDAY_COUNTRIES)
      for (const year of [2000, 2024, 2100]) {
        const days = holidaysBetween([country], `${year}-01-01`, `${year}-12-31`).map(({ day }) => day);
        assert.ok(days.length >= 3, `${country} has ${days.length}`);
        assert.deepEqual(days, days.toSorted());
        assert.ok(
          days.every((day) => day.startsWith(`${year}-`)),
          country,
        );
      }
  });
});
