import type { Field, FieldReading } from './reading.ts';

/** `near:[lat,lon,km]`: within a circle on the ground. */
export const nearField: Field = {
  isNarrow: false,
  known: 'understanding',
  read: readCircle,
  holds: (value, { lat, lon }) => {
    const [centerLat, centerLon, km] = value.slice(1, -1).split(',').map(Number);
    return (
      lat !== undefined && lon !== undefined && kilometresBetween(centerLat!, centerLon!, lat, lon) <= km!
    );
  },
};

/** A little more than half the way around the earth would be everywhere. */
const MAX_KM = 20_000;
const CIRCLE =
  /^\[\s*([+-]?\d{1,3}(?:\.\d{1,9})?)\s*,\s*([+-]?\d{1,3}(?:\.\d{1,9})?)\s*,\s*(\d{1,5}(?:\.\d{1,6})?)\s*(?:km)?\s*\]$/i;

function readCircle(written: string): FieldReading {
  const parts = CIRCLE.exec(written);
  if (parts === null) return { expected: 'latitude, longitude and kilometres such as [52.52,13.4,25]' };
  const [lat, lon, km] = parts.slice(1).map((part) => Number(part) || 0);
  if (!isAngle(lat!, 90)) {
    const expected = 'a latitude from -90 to 90 first, then a longitude from -180 to 180';
    return isAngle(lon!, 90) && isAngle(lat!, 180)
      ? { expected, instead: `[${lon},${lat},${km}]` }
      : { expected };
  }
  if (!isAngle(lon!, 180)) return { expected: 'a longitude from -180 to 180 behind the latitude' };
  if (km === 0 || km! > MAX_KM) return { expected: `more than 0 and at most ${MAX_KM} kilometres` };
  return { value: `[${lat},${lon},${km}]` };
}

function isAngle(degrees: number, most: number): boolean {
  return Math.abs(degrees) <= most;
}

/** Mean radius of the earth. */
const EARTH_KM = 6371.0088;

/** Great-circle distance by the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984). */
function kilometresBetween(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const [from, to] = [radians(lat1), radians(lat2)];
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const chord = half(lat2 - lat1) + Math.cos(from) * Math.cos(to) * half(lon2 - lon1);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
