import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysUntil } from './days.ts';
import { areaKey } from './area.ts';
import { type AreaDay, type Asked, compareAreas as compare } from './places.ts';

const TODAY = new Date('2026-11-22T18:00:00Z');
const days = daysUntil(TODAY, 31);
const leeds = { country: 'GB', region: 'England', area: 'Leeds' };
const york = { country: 'GB', region: 'England', area: '' };

function rows(of: (day: number) => number, area: typeof leeds): AreaDay[] {
  return days.flatMap((day, i) => (of(i) > 0 ? [{ ...area, day, people: of(i) }] : []));
}

/** As if nobody wrote on two days. */
function compareAreas(given: readonly AreaDay[], asked: Omit<Asked, 'people'>) {
  const people = new Map<string, number>();
  for (const row of given.filter(({ day }) => asked.days.slice(-asked.window).includes(day)))
    people.set(areaKey(row), (people.get(areaKey(row)) ?? 0) + row.people);
  return compare(given, { ...asked, people });
}

test('days end with today and follow each other', () => {
  assert.equal(days.at(-1), '2026-11-22');
  assert.equal(days[0], '2026-10-23');
  assert.deepEqual(daysUntil(new Date('2026-03-01T00:00:00Z'), 2), ['2026-02-28', '2026-03-01']);
});

test('areas come with their days, what stands out first; days without a row are days without people', () => {
  const found = compareAreas([...rows(() => 4, york), ...rows((day) => (day >= 28 ? 30 : 5), leeds)], {
    days,
    window: 3,
    elapsed: 1,
  });
  assert.deepEqual(
    found.map(({ area }) => area.area),
    ['Leeds', ''],
  );
  assert.equal(found[0]!.observed, 90);
  assert.equal(found[0]!.people.length, 31);
  assert.ok(found[0]!.sigma > 4 && Math.abs(found[1]!.sigma) < 1);
  const gone = compareAreas(
    rows((day) => (day < 20 ? 9 : 0), leeds),
    { days, window: 3, elapsed: 1 },
  );
  assert.equal(gone[0]!.observed, 0);
  assert.ok(gone[0]!.sigma < -1);
});

test('rows of other days are passed over, and nothing is found in nothing', () => {
  const old = [{ ...leeds, day: '2020-01-01', people: 500 }];
  assert.deepEqual(compareAreas(old, { days, window: 3, elapsed: 1 }), []);
  assert.deepEqual(compareAreas([], { days, window: 3, elapsed: 1 }), []);
});

test('rows of one area and day add up', () => {
  const twice = [...rows(() => 2, leeds), ...rows(() => 3, leeds)];
  assert.ok(compareAreas(twice, { days, window: 1, elapsed: 1 })[0]!.people.every((people) => people === 5));
});
