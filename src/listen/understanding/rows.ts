import { AUTHOR_MODEL, LANGUAGE_BIT, PLACE_BIT } from './author/bits.ts';
import { type Chance, CHANCES, EMOTIONS, SENTIMENTS, type Understanding } from './labels.ts';
import {
  type LabelKey,
  NONE,
  placeValue,
  reasonBits,
  reasonsOf,
  type SaidLabel,
  saidChance,
  UNKNOWN,
} from './said.ts';

/** A row of `post_labels` without its post: probabilities and scores in thousandths. */
export interface LabelsRow extends Record<ChanceColumn, number> {
  language: string | null;
  language_p: number | null;
  sentiment: number | null;
  sentiment_score: number | null;
  sentiment_p: number | null;
  emotion: number | null;
  emotion_p: number | null;
  urgency: number;
  urgency_p: number;
  reasons: number;
  intents: [string, number][] | null;
  country: string | null;
  region: string | null;
  city: string | null;
  postcode_area: string | null;
  /** Hundredths of a degree. */
  latitude: number | null;
  longitude: number | null;
  place_p: number | null;
  /** Bits of what follows what people said of the author; null where nothing does. */
  followed: number | null;
}

type ChanceColumn = Exclude<Chance, 'needsReply'> | 'needs_reply';

/** Probabilities in the order of `CHANCES`. */
export const CHANCE_COLUMNS: readonly ChanceColumn[] = CHANCES.map((chance) =>
  chance === 'needsReply' ? 'needs_reply' : chance,
);

/** Longest name of a place or an intent that is kept, in UTF-16 units. */
const LONGEST_NAME = 120;
const MOST_INTENTS = 3;

/** What is stored of an understanding. */
export function rowOf(labels: Understanding): LabelsRow {
  const { language, sentiment, emotion, urgency, intents, place } = labels;
  return {
    offensive: thousandths(labels.offensive.p),
    irony: thousandths(labels.irony.p),
    complaint: thousandths(labels.complaint.p),
    question: thousandths(labels.question.p),
    suggestion: thousandths(labels.suggestion.p),
    praise: thousandths(labels.praise.p),
    purchase: thousandths(labels.purchase.p),
    spam: thousandths(labels.spam.p),
    needs_reply: thousandths(labels.needsReply.p),
    language: named(language?.code),
    language_p: language ? thousandths(language.confidence) : null,
    sentiment: sentiment ? SENTIMENTS.indexOf(sentiment.label) - 1 : null,
    sentiment_score: sentiment ? thousandths(sentiment.score) : null,
    sentiment_p: sentiment ? thousandths(sentiment.confidence) : null,
    emotion: emotion ? EMOTIONS.indexOf(emotion.label) : null,
    emotion_p: emotion ? thousandths(emotion.confidence) : null,
    urgency: urgency.level,
    urgency_p: thousandths(urgency.p),
    reasons: reasonBits(urgency.reasons),
    intents:
      intents.length === 0
        ? null
        : intents
            .slice(0, MOST_INTENTS)
            .map(({ intent, confidence }) => [named(intent)!, thousandths(confidence)]),
    country: named(place?.country),
    region: named(place?.region),
    city: named(place?.city),
    postcode_area: named(place?.postcodeArea),
    latitude: hundredths(place?.latitude, 90),
    longitude: hundredths(place?.longitude, 180),
    place_p: place ? thousandths(place.confidence) : null,
    followed: null,
  };
}

/** What a row says, one label for each key; `heads` are the versions of its model. */
export function saidByRow(row: LabelsRow, heads: Readonly<Record<string, string>>): SaidLabel[] {
  const by = (key: LabelKey) => provenanceOf(heads[key] ?? '');
  const intent = row.intents?.[0];
  const place =
    row.country === null
      ? NONE
      : placeValue({ ...row, country: row.country, postcodeArea: row.postcode_area });
  return [
    {
      ...by('urgency'),
      key: 'urgency',
      value: String(row.urgency),
      confidence: row.urgency_p / 1000,
      reasons: reasonsOf(row.reasons),
    },
    ...CHANCES.map((key, index) => ({ ...by(key), key, ...saidChance(row[CHANCE_COLUMNS[index]!] / 1000) })),
    {
      ...by('sentiment'),
      key: 'sentiment',
      value: row.sentiment === null ? UNKNOWN : SENTIMENTS[row.sentiment + 1]!,
      confidence: (row.sentiment_p ?? 0) / 1000,
      score: (row.sentiment_score ?? 0) / 1000,
    },
    {
      ...by('emotion'),
      key: 'emotion',
      value: row.emotion === null ? NONE : (EMOTIONS[row.emotion] ?? NONE),
      confidence: row.emotion === null ? 1 : (row.emotion_p ?? 0) / 1000,
    },
    { ...by('intent'), key: 'intent', value: intent?.[0] ?? NONE, confidence: (intent?.[1] ?? 1000) / 1000 },
    {
      ...(followsIn(row, LANGUAGE_BIT) ? BY_AUTHOR : by('language')),
      key: 'language',
      value: row.language ?? UNKNOWN,
      confidence: (row.language_p ?? 0) / 1000,
    },
    {
      ...(followsIn(row, PLACE_BIT) ? BY_AUTHOR : by('place')),
      key: 'place',
      value: place,
      confidence: (row.place_p ?? 1000) / 1000,
      point: pointOf(row),
    },
  ];
}

const BY_AUTHOR = { source: 'company', model: AUTHOR_MODEL } as const;

function followsIn({ followed }: LabelsRow, bit: number): boolean {
  return ((followed ?? 0) & bit) !== 0;
}

function pointOf({ latitude, longitude }: LabelsRow): SaidLabel['point'] {
  if (latitude === null || longitude === null) return undefined;
  return { latitude: latitude / 100, longitude: longitude / 100 };
}

/** Marks the version of a head as one of the company's own. */
export const COMPANY = 'company:';

function provenanceOf(version: string): Pick<SaidLabel, 'source' | 'model'> {
  return version.startsWith(COMPANY)
    ? { source: 'company', model: version.slice(COMPANY.length) }
    : { source: 'built-in', model: version };
}

function thousandths(value: number): number {
  return Number.isFinite(value) ? Math.round(Math.max(-1, Math.min(1, value)) * 1000) : 0;
}

function hundredths(degrees: number | null | undefined, most: number): number | null {
  return typeof degrees === 'number' && Math.abs(degrees) <= most ? Math.round(degrees * 100) : null;
}

/** Names come from texts: nothing that the database does not take may be in them. */
function named(name: string | null | undefined): string | null {
  if (name === null || name === undefined) return null;
  return name.slice(0, LONGEST_NAME).replaceAll('\0', ' ').toWellFormed();
}
