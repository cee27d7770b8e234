import { placeOf } from '#listen/places/index.ts';
import type { PlaceLabel, PostToUnderstand } from './labels.ts';

/** Says which edition of the gazetteer and which rules told a place. */
const MODEL = 'places-1';

/** Where the author of a post is, or where its matter is if his profile does not say; null where nothing tells. */
export function placeLabel({ text, profileLocation }: PostToUnderstand): PlaceLabel | null {
  const place = placeOf({ text, profileLocation });
  if (place === null) return null;
  const { source, ...where } = place;
  return { ...where, readFrom: source, source: 'built-in', model: MODEL, because: [] };
}
