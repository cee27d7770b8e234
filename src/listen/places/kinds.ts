/** What a row of the gazetteer is. A part is a quarter or borough; an area a county or a region that people speak of. */
export const KIND = { city: 0, part: 1, area: 2, region: 3, country: 4 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** Added to the kind of a row. */
export const TRAIT = {
  capital: 8,
  /** An area around one great city, whose middle is its middle. */
  hasHeart: 16,
} as const;

/** Flags of a name. */
export const NAME = {
  /** A word of everyday language: Nice, Reading, Mobile. */
  word: 1,
  /** Told apart from a word only by its capitals: LA, NYC, ATL. */
  capitals: 2,
  /** Not written by anybody who means the place alone: alternate names of small places. */
  weak: 4,
  /** Everybody means this one by it unless he says otherwise: San Jose, St. Louis. */
  known: 8,
} as const;
