import type { PlaceParts } from '#listen/understanding/index.ts';

/** Where authors are. Without a region or city: the rest of the country or region, whose cities stand on their own. */
export interface LeadingPlace {
  /** ISO 3166-1 code. */
  country: string;
  region: string | null;
  city: string | null;
  /** Different authors. */
  people: number;
  /** Whether a larger share of the authors is from there than before. */
  isMore: boolean;
  /** Whether places within it stand on their own: these are the people elsewhere. */
  isRest: boolean;
}

export interface Located {
  accountId: string;
  place: PlaceParts | undefined;
}

/** Fewer people are not told, and cannot be reckoned from what is. */
export const FEWEST_PEOPLE = 5;
const MOST = 5;

/**
 * Where most authors are, by the finest place of which there are five; the others are counted by their region or country, if that makes five.
 * Places from which a larger share comes than before stand first.
 */
export function leadingPlaces(posts: readonly Located[], before: readonly Located[]): LeadingPlace[] {
  const [now, then] = [placesOfPeople(posts), placesOfPeople(before)];
  const found: LeadingPlace[] = [];
  let left = [...now.values()];
  for (const level of ['city', 'region', 'country'] as const) {
    const groups = Map.groupBy(left, (place) => keyOf(place, level));
    left = [];
    for (const [key, members] of groups) {
      if (key === undefined || members.length < FEWEST_PEOPLE) {
        left.push(...members);
        continue;
      }
      const place = cutTo(members[0]!, level);
      const earlier = [...then.values()].filter((one) => keyOf(one, level) === key).length;
      const [share, usual] = [members.length / now.size, (earlier + 0.5) / (then.size + 1)];
      const isRest = found.some((one) => keyOf({ ...one, postcodeArea: null }, level) === key);
      found.push({ ...place, people: members.length, isMore: share > 1.5 * usual, isRest });
    }
  }
  return found
    .sort(
      (a, b) =>
        Number(b.isMore) - Number(a.isMore) || b.people - a.people || (a.country < b.country ? -1 : 1),
    )
    .slice(0, MOST);
}

/** Each author once, at the finest place that is known of him. */
function placesOfPeople(posts: readonly Located[]): Map<string, PlaceParts> {
  const places = new Map<string, PlaceParts>();
  for (const { accountId, place } of posts) {
    if (!place || place.country === '') continue;
    const known = places.get(accountId);
    if (!known || finenessOf(place) > finenessOf(known)) places.set(accountId, place);
  }
  return places;
}

const finenessOf = ({ region, city }: PlaceParts) => (city !== null ? 2 : region !== null ? 1 : 0);

function cutTo({ country, region, city }: PlaceParts, level: 'city' | 'region' | 'country') {
  return { country, region: level === 'country' ? null : region, city: level === 'city' ? city : null };
}

function keyOf(place: PlaceParts, level: 'city' | 'region' | 'country'): string | undefined {
  if (level !== 'country' && place[level] === null) return undefined;
  const { country, region, city } = cutTo(place, level);
  return `${country}/${region ?? ''}/${city ?? ''}`;
}
