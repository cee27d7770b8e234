import type { Gazetteer } from './gazetteer.ts';
import { gazetteer } from './gazetteer.ts';
import { citiesWithin } from './near.ts';

/** A great city with the towns around it. */
export interface Metro {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly region: string;
  /** Its great city. */
  readonly city: string;
  /** Degrees of the middle of that city, to a hundredth. */
  readonly latitude: number;
  readonly longitude: number;
}

/** Whoever lives no farther from a great city lives around it. */
const AROUND_KM = 55;
/** Natural logarithm of the inhabitants of the smallest great city. */
const GREAT = Math.log(100_000);

/**
 * The great city (100,000 inhabitants) around which a point lies: the largest within 55 km that lies around no larger one itself. Undefined
 * in the country.
 */
export function metroOf(latitude: number, longitude: number): Metro | undefined {
  const places = gazetteer();
  const row = heartAt(places, latitude, longitude);
  if (row === undefined) return undefined;
  const region = places.adminRow(places.region(row));
  return {
    country: places.country(row),
    region: region === undefined ? '' : places.name(region),
    city: places.name(row),
    latitude: places.lat(row),
    longitude: places.lon(row),
  };
}

const hearts = new Map<number, boolean>();

function heartAt(places: Gazetteer, latitude: number, longitude: number): number | undefined {
  return greatAround(places, latitude, longitude).find((row) => isHeart(places, row));
}

/** Whether no larger heart lies around a great city. */
function isHeart(places: Gazetteer, row: number): boolean {
  const known = hearts.get(row);
  if (known !== undefined) return known;
  // A city is asked about larger ones only, so this ends.
  const isOne = !greatAround(places, places.lat(row), places.lon(row))
    .filter((other) => isLarger(places, other, row))
    .some((other) => isHeart(places, other));
  hearts.set(row, isOne);
  return isOne;
}

/** Great cities within reach, the largest first. */
function greatAround(places: Gazetteer, latitude: number, longitude: number): number[] {
  return citiesWithin(places, latitude, longitude, AROUND_KM)
    .filter((row) => places.size(row) >= GREAT)
    .sort((a, b) => (isLarger(places, a, b) ? -1 : 1));
}

function isLarger(places: Gazetteer, one: number, other: number): boolean {
  const difference = places.size(one) - places.size(other);
  return difference === 0 ? one < other : difference > 0;
}
