import { gazetteer } from './gazetteer.ts';
import { placeInText } from './find.ts';

/** Of countries with many zones those that most people live by: the small ones lie anywhere between. */
const MAIN: Readonly<Record<string, readonly string[]>> = {
  US: [
    'America/New_York',
    'America/Chicago',
    'America/Denver',
    'America/Los_Angeles',
    'America/Anchorage',
    'Pacific/Honolulu',
  ],
  CA: [
    'America/St_Johns',
    'America/Halifax',
    'America/Toronto',
    'America/Winnipeg',
    'America/Edmonton',
    'America/Vancouver',
  ],
};

let byCountry: Map<string, { zone: string; lon: number }[]> | undefined;

/**
 * The time zone that people at a place most likely live by; null where the country has several and nothing tells which. A guess: it is
 * shown as one, and people can choose another.
 */
export function zoneForPlace(place: {
  country: string;
  region?: string | null;
  city?: string | null;
}): string | null {
  const zones = zonesOf(place.country);
  const [only] = zones;
  if (only === undefined) return null;
  if (new Set(zones.map(({ zone }) => clockOf(zone))).size === 1) return only.zone;
  const words = [place.city, place.region, place.country].filter(Boolean).join(', ');
  const found = place.city ? placeInText(words) : null;
  const lon = found?.country === place.country ? found.longitude : null;
  if (lon === null) return null;
  return zones.reduce((best, one) => (Math.abs(one.lon - lon) < Math.abs(best.lon - lon) ? one : best)).zone;
}

/** Zones whose people live in a country. */
function zonesOf(country: string): { zone: string; lon: number }[] {
  if (byCountry === undefined) {
    byCountry = new Map();
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const known = gazetteer().zone(zone);
      if (known === undefined || MAIN[known[0]]?.includes(zone) === false) continue;
      byCountry.set(known[0], [...(byCountry.get(known[0]) ?? []), { zone, lon: known[1] }]);
    }
  }
  return byCountry.get(country) ?? [];
}

/** How a zone's clocks go in January and July: zones that agree are the same to whoever waits. */
function clockOf(zone: string): string {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'longOffset',
    year: 'numeric',
  });
  return [0, 6].map((month) => format.format(Date.UTC(2026, month, 15))).join();
}
