import { placeInText } from '#listen/places/index.ts';
import type { LanguageLabel, PlaceLabel } from './labels.ts';
import { languageLabel } from './language/label.ts';

/** Language and place of a post as `lang:`, `country:`, `region:`, `city:` and `near:` ask for them. */
export interface WhereAndHow {
  readonly langs?: readonly string[];
  readonly country?: string;
  readonly region?: string;
  readonly city?: string;
  readonly lat?: number;
  readonly lon?: number;
}

/** Below this a label is a guess: it is shown, and not searched by. */
const SURE_LANGUAGE = 0.5;
const SURE_PLACE = 0.3;

/** What labels say to a search. A language that the network states stays; an understood one is added only where none is stated. */
export function factsOfLabels(
  stated: readonly string[],
  language: Pick<LanguageLabel, 'code' | 'confidence'> | null,
  place: Pick<PlaceLabel, 'country' | 'region' | 'city' | 'latitude' | 'longitude' | 'confidence'> | null,
): WhereAndHow {
  const isHeard = stated.length === 0 && language !== null && language.confidence >= SURE_LANGUAGE;
  const { latitude, longitude } = place ?? { latitude: null, longitude: null };
  return {
    ...(isHeard && { langs: [language.code] }),
    ...(place !== null &&
      place.confidence >= SURE_PLACE && {
        country: place.country,
        ...(place.region !== null && { region: place.region }),
        ...(place.city !== null && { city: place.city }),
        ...(latitude !== null && longitude !== null && { lat: latitude, lon: longitude }),
      }),
  };
}

/** The same from the words alone, for posts whose labels are not stored: 20 µs a post. */
export function factsInText(post: {
  readonly title: string | null;
  readonly text: string;
  readonly langs: readonly string[];
}): WhereAndHow {
  const text = post.title === null ? post.text : `${post.title}\n${post.text}`;
  const language = post.langs.length > 0 ? null : languageLabel({ text });
  return factsOfLabels(post.langs, language, placeInText(text));
}
