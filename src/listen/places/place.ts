import type { Gazetteer } from './gazetteer.ts';
import { KIND } from './kinds.ts';
import { nearestCity } from './near.ts';

/** Where a place was read. */
export type PlaceSource = 'profile' | 'text' | 'timezone' | 'geo';

/** A place as it is known to the rest of the program: never finer than a city or the area of a postcode. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** English. */
  readonly countryName: string;
  /** State, province, Land: the first level below the country. */
  readonly region: string | null;
  /** Code of the region: that of the post office in the United States (`CA`), else GeoNames' own. */
  readonly regionCode: string | null;
  /** County, or surroundings that people have a name for: `Orange County`, `Bay Area`. */
  readonly area: string | null;
  readonly city: string | null;
  /** First part of a postcode: `606`, `SW1A`. */
  readonly postcodeArea: string | null;
  /** Degrees of the middle of the city or area, to a hundredth; null where only a region or country is known. */
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** 0 to 1: how likely the finest of these is right. */
  readonly confidence: number;
  /** Whether the words may as well mean another place. */
  readonly isAmbiguous: boolean;
  /** What else it may be, likeliest first, at most five. */
  readonly others: readonly OtherPlace[];
  readonly source: PlaceSource;
}

export interface OtherPlace {
  readonly country: string;
  readonly region: string | null;
  readonly city: string | null;
}

export interface Finding {
  readonly row: number;
  readonly confidence: number;
  readonly isAmbiguous: boolean;
  readonly others: readonly number[];
}

/** Of those who name the surroundings of a city, so many live in it or close by. */
const HEART_SHARE = 0.6;

/** A finding in words. */
export function toPlace(places: Gazetteer, finding: Finding, source: PlaceSource): Place {
  const { row, confidence, isAmbiguous, others } = finding;
  const kind = places.kind(row);
  const region = places.region(row);
  const isPoint = kind !== KIND.region && kind !== KIND.country;
  return {
    ...otherPlace(places, row),
    ...(places.hasHeart(row) && { city: heartOf(places, row) }),
    countryName: places.name(places.adminRow(places.country(row)) ?? row),
    regionCode: region === '' ? null : region.slice(3),
    area: kind === KIND.area ? places.name(row) : null,
    postcodeArea: null,
    latitude: isPoint ? rounded(places.lat(row)) : null,
    longitude: isPoint ? rounded(places.lon(row)) : null,
    confidence: rounded(places.hasHeart(row) ? confidence * HEART_SHARE : confidence),
    isAmbiguous,
    others: others.slice(0, 5).map((other) => otherPlace(places, other)),
    source,
  };
}

/** The great city of an area. */
function heartOf(places: Gazetteer, row: number): string | null {
  const city = nearestCity(places, places.lat(row), places.lon(row));
  return city === undefined ? null : places.name(city);
}

function otherPlace(places: Gazetteer, row: number): OtherPlace {
  const region = places.adminRow(places.region(row));
  const kind = places.kind(row);
  return {
    country: places.country(row),
    region: region === undefined ? null : places.name(region),
    city: kind === KIND.city || kind === KIND.part ? places.name(row) : null,
  };
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
