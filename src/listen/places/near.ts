import type { Gazetteer } from './gazetteer.ts';
import { KIND } from './kinds.ts';

const EARTH_KM = 6371;
const KM_PER_DEGREE = 111.2;

/** Kilometres between two rows, on a plane that touches the earth between them: exact enough for names. */
export function kilometres(places: Gazetteer, one: number, other: number): number {
  return distance(places.lat(one), places.lon(one), places.lat(other), places.lon(other));
}

/** Kilometres between two points given in degrees. */
export function distance(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const radians = Math.PI / 180;
  const half = (degrees: number) => Math.sin((degrees * radians) / 2) ** 2;
  const chord = half(lat2 - lat1) + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * half(lon2 - lon1);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Cities of each whole degree of latitude and longitude. */
let squares: Map<number, number[]> | undefined;

/** Beyond this nothing is near. */
const FARTHEST_KM = 120;

/**
 * The city that a point belongs to: the nearest, a larger one winning from somewhat farther off. A point is read once, here, and
 * never kept. Undefined at sea.
 */
export function nearestCity(places: Gazetteer, lat: number, lon: number): number | undefined {
  let best: number | undefined;
  let least = FARTHEST_KM;
  eachAround(places, lat, lon, (row, km) => {
    const felt = km - reach(places.size(row));
    if (felt < least) [best, least] = [row, felt];
  });
  return best;
}

/** Cities no farther from a point than `most` kilometres, which may be 120, in no order. */
export function citiesWithin(places: Gazetteer, lat: number, lon: number, most: number): number[] {
  const rows: number[] = [];
  eachAround(places, lat, lon, (row, km) => {
    if (km <= most) rows.push(row);
  });
  return rows;
}

function eachAround(
  places: Gazetteer,
  lat: number,
  lon: number,
  use: (row: number, km: number) => void,
): void {
  squares ??= readSquares(places);
  const wide = Math.min(
    180,
    Math.ceil(FARTHEST_KM / KM_PER_DEGREE / Math.max(0.02, Math.cos((lat * Math.PI) / 180))),
  );
  for (let down = -2; down <= 1; down++)
    for (let across = -wide; across <= wide; across++)
      for (const row of squares.get(squareOf(lat + down, lon + across)) ?? []) {
        const km = distance(lat, lon, places.lat(row), places.lon(row));
        if (km <= FARTHEST_KM) use(row, km);
      }
}

/** How far a city reaches, in kilometres: 2 with ten thousand people, 20 with ten million. */
function reach(size: number): number {
  return 0.1 * Math.exp(size / 3);
}

function readSquares(places: Gazetteer): Map<number, number[]> {
  const found = new Map<number, number[]>();
  for (let row = 0; row < places.rows; row++) {
    if (places.kind(row) !== KIND.city || places.size(row) < 8.5) continue;
    const square = squareOf(places.lat(row), places.lon(row));
    const known = found.get(square);
    if (known === undefined) found.set(square, [row]);
    else known.push(row);
  }
  return found;
}

function squareOf(lat: number, lon: number): number {
  const across = (((Math.floor(lon) + 180) % 360) + 360) % 360;
  return Math.floor(lat + 90) * 360 + across;
}
