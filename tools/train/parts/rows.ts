import { EMOTIONS, SENTIMENTS } from '#listen/understanding/labels.ts';
import { readCorpus, readHeldOut, readSet } from '../data.ts';
import { masked } from '../mask.ts';

/** A text with what its head should say: class, 0 or 1, or number. */
export interface LabelledRow {
  readonly text: string;
  readonly value: number;
  readonly weight?: number;
  /** Where it comes from: figures are told apart by it. */
  readonly set: 'tweets' | 'languages' | 'corpus' | 'ratings';
  readonly lang: string;
  /** An industry of the corpus: the whole of it is held out together. */
  readonly group?: string;
}

interface Labelled {
  readonly text: string;
  readonly label: string;
  readonly lang?: string;
}

/** Our own sentences count more than a tweet: there are few, and they are about what companies are told. */
const CORPUS_WEIGHT = 3;

/** Tweets in English and in eight languages, and our own sentences; a tweet that two sets hold is taken once. */
export function sentimentRows(usesUnclearTerms: boolean): LabelledRow[] {
  const valueOf = (label: string) => SENTIMENTS.findIndex((one) => one === label);
  const tweets = usesUnclearTerms
    ? onceEach(trainable<Labelled>('sentiment_semeval2013_2016.jsonl.gz', 'sentiment'))
    : [];
  const seen = new Set([...tweets, ...readHeldOut<Labelled>('sentiment')].map(({ text }) => keyOf(text)));
  const languages = trainable<Labelled>(
    'multilingual_sentiment_xlmt_train.jsonl',
    'sentiment-languages',
  ).filter(({ text }) => !seen.has(keyOf(text)));
  return [
    ...tweets.map(({ text, label }) => ({
      text,
      value: valueOf(label),
      set: 'tweets' as const,
      lang: 'en',
    })),
    ...languages.map(({ text, label, lang = 'en' }) => ({
      text,
      value: valueOf(label),
      set: 'languages' as const,
      lang,
    })),
    ...readCorpus().map(({ text, sentiment, industry, lang = 'en' }) => ({
      text,
      value: valueOf(sentiment),
      weight: CORPUS_WEIGHT,
      set: 'corpus' as const,
      lang,
      group: industry,
    })),
  ];
}

/** Sentences with the mean of human ratings, from −1 to 1. */
export function intensityRows(): LabelledRow[] {
  const rows = [
    ...trainable<{ text: string; mean: number }>('intensity_vader_nyt_5190.jsonl', 'intensity'),
    ...readSet<{ text: string; mean: number }>('intensity_vader_movie_10605.jsonl'),
  ];
  return rows.map(({ text, mean }) => ({ text, value: mean / 4, set: 'ratings', lang: 'en' }));
}

export function emotionRows(usesUnclearTerms: boolean): LabelledRow[] {
  const valueOf = (label: string) => EMOTIONS.findIndex((one) => one === label);
  const tweets = usesUnclearTerms ? trainable<Labelled>('emotion_tweeteval_train.jsonl', 'emotion') : [];
  const own = readCorpus().filter(({ emotion }) => emotion !== undefined);
  return [
    ...tweets.map(({ text, label }) => ({
      text,
      value: valueOf(label),
      set: 'tweets' as const,
      lang: 'en',
    })),
    ...own.map(({ text, emotion, lang = 'en' }) => ({
      text,
      value: valueOf(emotion!),
      set: 'corpus' as const,
      lang,
    })),
  ];
}

const POLITE_SHARE = 10;

export function chanceRows(name: 'offensive' | 'irony', usesUnclearTerms: boolean): LabelledRow[] {
  const tweets = usesUnclearTerms ? trainable<Labelled>(`${name}_tweeteval_train.jsonl`, name) : [];
  // Many sentences that are none would teach that whoever writes to a company is polite.
  const own = readCorpus().filter(
    ({ labels, nearMiss }, i) =>
      labels.includes(name) || nearMiss === name || (name === 'offensive' && i % POLITE_SHARE === 0),
  );
  return [
    ...tweets.map(({ text, label }) => ({
      text,
      value: label === name ? 1 : 0,
      set: 'tweets' as const,
      lang: 'en',
    })),
    ...own.map(({ text, labels, lang = 'en', industry }) => ({
      text,
      value: labels.includes(name) ? 1 : 0,
      set: 'corpus' as const,
      lang,
      group: industry,
    })),
  ];
}

/** A public set without the rows of the held-out sample. */
function trainable<Row extends { readonly text: string }>(file: string, heldOut: string): Row[] {
  const kept = new Set(readHeldOut<Row>(heldOut).map(({ text }) => keyOf(text)));
  return readSet<Row>(file).filter(({ text }) => !kept.has(keyOf(text)));
}

function onceEach<Row extends { readonly text: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row.text), row])).values()];
}

/** Copies of a tweet differ in handles, addresses, signs and their ends: two are one where their first 50 letters are. */
function keyOf(text: string): string {
  return masked(text)
    .toLowerCase()
    .replaceAll(/@user|http|&(?:amp|quot|lt|gt);|\\u[0-9a-f]{4}|[^\p{L}]/gu, '')
    .slice(0, 50);
}
