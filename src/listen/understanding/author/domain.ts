import { LANGUAGE_BIT, PLACE_BIT } from './bits.ts';
import { nameOf, NAMES, NUMBERS, type PackedLabels, setName, setNumber } from '../packed.ts';
import { NONE, placeParts, placeValue, UNKNOWN } from '../said.ts';

/** Labels that are about the author as much as about his post. */
export const FOLLOWED_LABELS = ['language', 'place'] as const;
export type FollowedLabel = (typeof FOLLOWED_LABELS)[number];

export interface AuthorOf {
  readonly network: string;
  /** His external id. */
  readonly author: string;
}

/** Where the model says `shown` of this author, people mean `value`. */
export interface Followed extends AuthorOf {
  readonly label: FollowedLabel;
  readonly shown: string;
  readonly value: string;
  /** His profile's place then; of a place it must be the same now. */
  readonly profile: string | null;
}

/** A post by its author. */
export interface Authored {
  readonly network: string;
  readonly author: { readonly externalId: string; readonly location: string | null };
}

export function isFollowed(label: string): label is FollowedLabel {
  return (FOLLOWED_LABELS as readonly string[]).includes(label);
}

/** Each author once. */
export function authorsOf(posts: readonly Authored[]): AuthorOf[] {
  const found = new Map<string, AuthorOf>();
  for (const post of posts)
    found.set(keyOf(post.network, post.author.externalId), {
      network: post.network,
      author: post.author.externalId,
    });
  return [...found.values()];
}

/** Puts what people said of authors in the place of what the model says again of their posts. */
export function follow(
  packed: PackedLabels,
  posts: readonly Authored[],
  followed: readonly Followed[],
): void {
  if (followed.length === 0) return;
  const byAuthor = Map.groupBy(followed, ({ network, author }) => keyOf(network, author));
  for (const [index, { network, author }] of posts.entries()) {
    let bits = 0;
    for (const one of byAuthor.get(keyOf(network, author.externalId)) ?? []) {
      if (one.label === 'language') bits |= followLanguage(packed, index, one);
      else if (one.profile === author.location) bits |= followPlace(packed, index, one);
    }
    if (bits !== 0) setNumber(packed, index, NUMBERS.indexOf('followed'), bits);
  }
}

function followLanguage(packed: PackedLabels, index: number, { shown, value }: Followed): number {
  if ((nameOf(packed, index, LANGUAGE) ?? UNKNOWN) !== shown) return 0;
  setName(packed, index, LANGUAGE, value);
  setNumber(packed, index, NUMBERS.indexOf('language_p'), CERTAIN);
  return LANGUAGE_BIT;
}

function followPlace(packed: PackedLabels, index: number, { shown, value }: Followed): number {
  const country = nameOf(packed, index, COUNTRY);
  const [region, city, postcodeArea] = [1, 2, 3].map((more) => nameOf(packed, index, COUNTRY + more));
  const said =
    country === null
      ? NONE
      : placeValue({
          country,
          region: region ?? null,
          city: city ?? null,
          postcodeArea: postcodeArea ?? null,
        });
  if (said !== shown) return 0;
  const place = placeParts(value);
  const names = [place?.country, place?.region, place?.city, place?.postcodeArea];
  for (const [more, name] of names.entries()) setName(packed, index, COUNTRY + more, name ?? null);
  // Nobody has told the point.
  setNumber(packed, index, NUMBERS.indexOf('latitude'), null);
  setNumber(packed, index, NUMBERS.indexOf('longitude'), null);
  setNumber(packed, index, NUMBERS.indexOf('place_p'), place ? CERTAIN : null);
  return PLACE_BIT;
}

const LANGUAGE = NAMES.indexOf('language');
const COUNTRY = NAMES.indexOf('country');
const CERTAIN = 1000;

function keyOf(network: string, author: string): string {
  return JSON.stringify([network, author]);
}
