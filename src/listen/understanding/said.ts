import {
  type Chance,
  CHANCES,
  EMOTIONS,
  type LabelSource,
  SENTIMENTS,
  type Understanding,
  URGENCY_REASONS,
  type UrgencyReason,
} from './labels.ts';

/** Everything that can be said of a post, each under one name. */
export const LABEL_KEYS = [
  'urgency',
  ...CHANCES,
  'sentiment',
  'emotion',
  'intent',
  'language',
  'place',
] as const;
export type LabelKey = (typeof LABEL_KEYS)[number];

/**
 * One label of a post with its value as a word: `negative`, `yes`, `2`, `de`, `none`. A place is `country/region/city/postcode area`, with
 * nothing between the slashes for what is not known. `unknown` where the text says nothing.
 */
export interface SaidLabel {
  readonly key: LabelKey;
  readonly value: string;
  /** Probability of the value; for urgency that of level 2 or more. */
  readonly confidence: number;
  readonly source: LabelSource;
  /** Version of the model, or id of the person. */
  readonly model: string;
  /** From −1 to 1, for sentiment. */
  readonly score?: number | undefined;
  /** Of a place, in degrees. */
  readonly point?: { readonly latitude: number; readonly longitude: number } | undefined;
  /** For urgency. */
  readonly reasons?: readonly UrgencyReason[] | undefined;
}

export const UNKNOWN = 'unknown';
export const NONE = 'none';
const YES = 0.5;

/** What a label can be set to; undefined where any word of the right form will do. */
export const VALUES: Readonly<Record<LabelKey, readonly string[] | undefined>> = {
  ...(Object.fromEntries(CHANCES.map((chance) => [chance, ['yes', 'no']])) as Record<Chance, string[]>),
  urgency: ['0', '1', '2', '3'],
  sentiment: SENTIMENTS,
  emotion: [...EMOTIONS, NONE],
  intent: undefined,
  language: undefined,
  place: undefined,
};

/** A fresh understanding as said labels, one for each key. */
export function saidOf(labels: Understanding): SaidLabel[] {
  const { sentiment, emotion, language, place, urgency } = labels;
  const [intent] = labels.intents;
  const nobody = { source: 'built-in', model: labels.complaint.model } as const;
  const unknown = { ...nobody, value: UNKNOWN, confidence: 0 };
  const none = { ...nobody, value: NONE, confidence: 1 };
  return [
    {
      ...from(urgency),
      key: 'urgency',
      value: String(urgency.level),
      confidence: urgency.p,
      reasons: urgency.reasons,
    },
    ...CHANCES.map((key) => ({ ...from(labels[key]), key, ...saidChance(labels[key].p) })),
    sentiment
      ? {
          ...from(sentiment),
          key: 'sentiment',
          value: sentiment.label,
          confidence: sentiment.confidence,
          score: sentiment.score,
        }
      : { ...unknown, key: 'sentiment' },
    emotion
      ? { ...from(emotion), key: 'emotion', value: emotion.label, confidence: emotion.confidence }
      : { ...none, key: 'emotion' },
    intent
      ? { ...from(intent), key: 'intent', value: intent.intent, confidence: intent.confidence }
      : { ...none, key: 'intent' },
    language
      ? { ...from(language), key: 'language', value: language.code, confidence: language.confidence }
      : { ...unknown, key: 'language' },
    place
      ? { ...from(place), key: 'place', value: placeValue(place), confidence: place.confidence }
      : { ...none, key: 'place' },
  ];
}

/** A chance as yes or no, with the probability of that. */
export function saidChance(p: number): { value: 'yes' | 'no'; confidence: number } {
  return p >= YES ? { value: 'yes', confidence: p } : { value: 'no', confidence: 1 - p };
}

export interface PlaceParts {
  readonly country: string;
  readonly region: string | null;
  readonly city: string | null;
  readonly postcodeArea: string | null;
}

export function placeValue({ country, region, city, postcodeArea }: PlaceParts): string {
  const clean = (part: string | null) => (part ?? '').replaceAll('/', ' ');
  return [country, region, city, postcodeArea].map(clean).join('/');
}

/** The parts of a place's value; undefined for `none`. */
export function placeParts(value: string): PlaceParts | undefined {
  if (value === NONE || value === UNKNOWN) return undefined;
  const [country = '', region = '', city = '', area = ''] = value.split('/');
  return { country, region: region || null, city: city || null, postcodeArea: area || null };
}

/** Reasons as bits, in the order of their list, and back. */
export function reasonBits(reasons: readonly UrgencyReason[]): number {
  return reasons.reduce((bits, reason) => bits | (1 << URGENCY_REASONS.indexOf(reason)), 0);
}

export function reasonsOf(bits: number): UrgencyReason[] {
  return URGENCY_REASONS.filter((_, index) => (bits & (1 << index)) !== 0);
}

function from({
  source,
  model,
}: {
  source: LabelSource;
  model: string;
}): Pick<SaidLabel, 'source' | 'model'> {
  return { source, model };
}
