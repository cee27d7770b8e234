import { EMOTIONS, SENTIMENTS } from '#listen/understanding/labels.ts';
import { readCorpus, readHeldOut, readSet } from '../data.ts';
import { masked } from '../mask.ts';

/** A text with what its head should say: class, 0 or 1, or number. */
export interface LabelledRow {
  readonly text: string;
  readonly value: number;
  readonly weight?: number;
  /** Language, industry or set: what figures are told apart by. */
  readonly part: string;
}

interface Labelled {
  readonly text: string;
  readonly label: string;
  readonly lang?: string;
}

export function sentimentRows(usesUnclearTerms: boolean): LabelledRow[] {
  const valueOf = (label: string) => SENTIMENTS.findIndex((one) => one === label);
  const tweets = usesUnclearTerms
    ? trainable<Labelled>('sentiment_semeval2013_2016.jsonl.gz', 'sentiment')
    : [];
  const languages = trainable<Labelled>('multilingual_sentiment_xlmt_train.jsonl', 'sentiment-languages');
  return [
    ...tweets.map(({ text, label }) => ({ text, value: valueOf(label), part: 'tweets' })),
    ...languages.map(({ text, label, lang }) => ({ text, value: valueOf(label), part: lang ?? 'en' })),
    ...readCorpus().map(({ text, sentiment }) => ({ text, value: valueOf(sentiment), part: 'corpus' })),
  ];
}

export function intensityRows(): LabelledRow[] {
  const rows = [
    ...trainable<{ text: string; mean: number }>('intensity_vader_nyt_5190.jsonl', 'intensity'),
    ...readSet<{ text: string; mean: number }>('intensity_vader_movie_10605.jsonl'),
  ];
  return rows.map(({ text, mean }) => ({ text, value: mean / 4, part: 'intensity' }));
}

export function emotionRows(usesUnclearTerms: boolean): LabelledRow[] {
  const valueOf = (label: string) => EMOTIONS.findIndex((one) => one === label);
  const tweets = usesUnclearTerms ? trainable<Labelled>('emotion_tweeteval_train.jsonl', 'emotion') : [];
  return [
    ...tweets.map(({ text, label }) => ({ text, value: valueOf(label), part: 'tweets' })),
    ...readCorpus()
      .filter(({ emotion }) => emotion !== undefined)
      .map(({ text, emotion }) => ({ text, value: valueOf(emotion!), part: 'corpus' })),
  ];
}

export function chanceRows(name: 'offensive' | 'irony', usesUnclearTerms: boolean): LabelledRow[] {
  const tweets = usesUnclearTerms ? trainable<Labelled>(`${name}_tweeteval_train.jsonl`, name) : [];
  const own = readCorpus().filter(({ labels }) => name === 'offensive' || labels.includes(name));
  return [
    ...tweets.map(({ text, label }) => ({ text, value: label === name ? 1 : 0, part: 'tweets' })),
    ...own.map(({ text, labels }) => ({ text, value: labels.includes(name) ? 1 : 0, part: 'corpus' })),
  ];
}

/** A public set without the rows of the held-out sample. */
function trainable<Row extends { readonly text: string }>(file: string, heldOut: string): Row[] {
  const kept = new Set(readHeldOut<Row>(heldOut).map(({ text }) => text));
  return readSet<Row>(file).filter(({ text }) => !kept.has(masked(text)));
}
