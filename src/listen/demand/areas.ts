import type { App } from '#platform/app/index.ts';
import { metroOf, placeOf } from '#listen/places/index.ts';
import { placeParts, readSaidLabels, type SaidLabel } from '#listen/understanding/index.ts';
import type { Area } from './domain/area.ts';

/** Areas of posts by their stored labels. Posts that tell no place, and spam, are left out. */
export async function areasOf(app: App, postIds: readonly string[]): Promise<Map<string, Area>> {
  const areas = new Map<string, Area>();
  for (const [id, said] of await readSaidLabels(app, postIds)) {
    const area = areaOfLabels(said);
    if (area) areas.set(id, area);
  }
  return areas;
}

function areaOfLabels(said: readonly SaidLabel[]): Area | undefined {
  if (said.some(({ key, value }) => key === 'spam' && value === 'yes')) return undefined;
  const place = said.find(({ key }) => key === 'place');
  const parts = placeParts(place?.value ?? 'none');
  if (!place || !parts) return undefined;
  return areaOf({ ...parts, ...(place.point ?? pointOf(parts)) });
}

/** The area that a place lies in. */
export function areaOf(place: {
  country: string;
  region: string | null;
  latitude: number | null;
  longitude: number | null;
}): Area {
  const { latitude, longitude } = place;
  const metro = latitude === null || longitude === null ? undefined : metroOf(latitude, longitude);
  return metro
    ? { country: metro.country, region: metro.region, area: metro.city }
    : { country: place.country, region: place.region ?? '', area: '' };
}

/** Where the city of an area lies; null where it is no city. */
export function middleOf({ country, region, area }: Area): Point {
  return area === '' ? NOWHERE : pointOf({ country, region, city: area });
}

interface Point {
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const NOWHERE: Point = { latitude: null, longitude: null };
const points = new Map<string, Point>();

function pointOf({
  country,
  region,
  city,
}: {
  country: string;
  region: string | null;
  city: string | null;
}): Point {
  if (city === null) return NOWHERE;
  const profile = [city, region, country].filter(Boolean).join(', ');
  let point = points.get(profile);
  if (!point) {
    const { latitude = null, longitude = null } = placeOf({ profileLocation: profile }) ?? {};
    point = { latitude, longitude };
    points.set(profile, point);
  }
  return point;
}
