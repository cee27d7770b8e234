import type { Area } from './area.ts';
import { areaKey } from './area.ts';
import { commonOf, type Excess, excessOf } from './baseline.ts';

/** How many people wrote in an area on a day. */
export interface AreaDay extends Area {
  /** 2026-11-22 */
  readonly day: string;
  readonly people: number;
}

/** An area with its days and what stands out in the latest of them. */
export interface AreaExcess extends Excess {
  readonly area: Area;
  /** All days, oldest first. */
  readonly people: readonly number[];
}

export interface Asked {
  /** Days that were counted, oldest first; the last one is today. */
  readonly days: readonly string[];
  /** The latest days that are looked at. */
  readonly window: number;
  /** Part of today that has passed. */
  readonly elapsed: number;
  /** Different people in the window, by `areaKey`. */
  readonly people: ReadonlyMap<string, number>;
}

/** What stands out in each area, the farthest from its usual first. */
export function compareAreas(
  rows: readonly AreaDay[],
  { days, window, elapsed, people: found }: Asked,
): AreaExcess[] {
  const places = seriesOf(rows, days);
  const past = days.length - window;
  const weekday = new Date(`${days[0]}T00:00:00Z`).getUTCDay();
  const common = commonOf(
    [...places.values()].map(({ people }) => people.slice(0, past)),
    weekday,
  );
  return [...places.values()]
    .map(({ area, people }) => ({
      area,
      people,
      ...excessOf(
        people.slice(0, past),
        { people: found.get(areaKey(area)) ?? 0, days: window, elapsed },
        weekday,
        common,
      ),
    }))
    .sort((a, b) => b.sigma - a.sigma || b.observed - a.observed);
}

function seriesOf(
  rows: readonly AreaDay[],
  days: readonly string[],
): Map<string, { area: Area; people: number[] }> {
  const at = new Map(days.map((day, index) => [day, index]));
  const places = new Map<string, { area: Area; people: number[] }>();
  for (const { day, people, country, region, area } of rows) {
    const index = at.get(day);
    if (index === undefined) continue;
    const key = areaKey({ country, region, area });
    let place = places.get(key);
    if (!place) {
      place = { area: { country, region, area }, people: Array.from({ length: days.length }, () => 0) };
      places.set(key, place);
    }
    place.people[index]! += people;
  }
  return places;
}
