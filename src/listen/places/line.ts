import { z } from 'zod';
import type { Traces } from './find.ts';
import type { Place, PlaceSource } from './place.ts';

/** A line of input: a profile text, or what is known of a post. */
export interface PlaceLine extends Traces {
  readonly id?: string | number | undefined;
}

const maybe = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const tracesLine = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: maybe,
  profileLocation: maybe,
  timeZone: maybe,
  geo: z
    .object({ lat: z.number(), lon: z.number() })
    .nullish()
    .transform((value) => value ?? undefined),
});

/** A line that begins with `{` is JSON where it can be read as such; anything else is a profile text as somebody wrote it. */
export function readPlaceLine(line: string): PlaceLine {
  if (!line.trimStart().startsWith('{')) return { profileLocation: line };
  try {
    const { data } = tracesLine.safeParse(JSON.parse(line));
    return data ?? { profileLocation: line };
  } catch {
    return { profileLocation: line };
  }
}

/** What is written of a place; `{ "place": null }` where there is none. */
export function placeAnswer(place: Place | null, id?: string | number): object {
  const begin = id === undefined ? {} : { id };
  return place === null ? { ...begin, place: null } : { ...begin, ...placeFields(place, place.source) };
}

/** The fields of a place as the command line and the API give them, the coarse before the fine. */
export function placeFields(place: Omit<Place, 'source'>, source: PlaceSource): object {
  return {
    country: place.country,
    countryName: place.countryName,
    region: place.region,
    regionCode: place.regionCode,
    area: place.area,
    city: place.city,
    postcodeArea: place.postcodeArea,
    latitude: place.latitude,
    longitude: place.longitude,
    confidence: place.confidence,
    ambiguous: place.isAmbiguous,
    ...(place.others.length > 0 && { candidates: place.others }),
    source,
  };
}
