import {
  correlation,
  DENSE,
  type FeatureReader,
  type Fit,
  type LinearModel,
  macroF1,
  quantise,
} from '#lib/model/index.ts';
import { EMOTIONS, SENTIMENTS } from '#listen/understanding/labels.ts';
import { FeelingWords } from '#listen/understanding/feeling-words/index.ts';
import { FEELING_HEAD_EXTRAS, feelingExtras } from '#listen/understanding/heads/feelings.ts';
import { MOODS, moodsOf } from '#listen/understanding/heads/moods.ts';
import { loadWeights } from '#listen/understanding/weights.ts';
import { readHeldOut } from '../data.ts';
import type { Figure, Part } from '../part.ts';
import { vaderCompound } from '../vader.ts';
import {
  aucFigure,
  f1Figure,
  type FitOptions,
  type FittedRows,
  fitRows,
  heldOut,
  pearsonFigure,
} from './fitting.ts';
import { chanceRows, emotionRows, intensityRows, type LabelledRow } from './rows.ts';

const BUCKETS = 1 << 18;
const VERSION = '2026.11.2';

/** Intensity, emotion, offence and irony; each is also told what the sentiment head said. */
export const feeling: Part = {
  name: 'feeling',
  train({ reader, usesUnclearTerms }) {
    const moods = new MoodReader(reader, loadWeights('sentiment'));
    const fit = (rows: readonly LabelledRow[], options: FitOptions) =>
      fitRows(reader, BUCKETS, rows, {
        ...options,
        extras: FEELING_HEAD_EXTRAS.length,
        extrasOf: ({ text }) => moods.readAll(text),
      });
    const common = { rate: 0.05, l2: 1e-4 };
    const telling = { ...common, usesContrasts: true };
    const emotion = fit(emotionRows(usesUnclearTerms), { ...telling, kind: 'classes', outputs: 4 });
    const offensive = evenly(
      fit(chanceRows('offensive', usesUnclearTerms), { ...telling, kind: 'chance', outputs: 1 }),
    );
    const irony = fit(chanceRows('irony', usesUnclearTerms), { ...common, kind: 'chance', outputs: 1 });
    const ratings = intensityRows();
    const words = fit(ratings, { kind: 'score', outputs: 1, rate: 0.03, l2: 1e-4 });
    const intensity = blended(words.fit, ratings, moods);
    const model = quantise(
      { name: 'feeling', version: VERSION, buckets: BUCKETS, extras: FEELING_HEAD_EXTRAS },
      [
        { name: 'intensity', kind: 'score', labels: ['intensity'], fit: intensity },
        { name: 'emotion', kind: 'classes', labels: EMOTIONS, fit: emotion.fit },
        { name: 'offensive', kind: 'chance', labels: ['offensive'], fit: offensive.fit },
        { name: 'irony', kind: 'chance', labels: ['irony'], fit: irony.fit },
      ],
    );
    const tweets = ({ set }: LabelledRow) => set === 'tweets';
    return {
      model,
      figures: [
        f1Figure('emotion of tweets', heldOut(emotion, tweets), 4),
        f1Figure('offensive tweets', heldOut(offensive, tweets), 2),
        aucFigure('offensive tweets', heldOut(offensive, tweets)),
        aucFigure('irony (a hint)', heldOut(irony, tweets)),
        pearsonFigure(
          'intensity by words alone',
          heldOut(words, () => true),
        ),
        ...intensityFigures(model, reader, moods),
      ],
    };
  },
};

/** What the sentiment model says of a text, as numbers for other heads. */
class MoodReader {
  readonly #reader: FeatureReader;
  readonly #model: LinearModel;
  readonly #scores: Float64Array;
  readonly #words = new FeelingWords();
  readonly #all = new Float64Array(FEELING_HEAD_EXTRAS.length);

  constructor(reader: FeatureReader, model: LinearModel) {
    this.#reader = reader;
    this.#model = model;
    this.#scores = new Float64Array(model.columns);
  }

  /** Compound of the rated words of the text last read. */
  get compound(): number {
    return this.#reader.intensity.compound;
  }

  read(text: string): Float64Array {
    this.#reader.read(text);
    this.#words.read(this.#reader);
    this.#model.score(this.#reader, this.#words.extras, this.#scores);
    return moodsOf(this.#model.head('sentiment'), this.#scores);
  }

  /** The same with the numbers about words, in the order of `FEELING_HEAD_EXTRAS`. */
  readAll(text: string): Float64Array {
    feelingExtras(this.#reader, this.read(text), this.#words, this.#all);
    return this.#all;
  }
}

/** Moves a chance so that one half is where both classes are told apart best (macro-F1), not where they are equally likely. */
function evenly(fitted: FittedRows): FittedRows {
  const { fit, rows } = fitted;
  const truth = rows.map(({ value }) => value);
  const f1 = (limit: number) =>
    macroF1(
      truth,
      Array.from(fit.heldOut, (score) => Number(score > limit)),
      2,
    );
  const limits = Array.from({ length: 61 }, (_, i) => (i - 30) / 20);
  const best = limits.reduce((a, b) => (f1(b) > f1(a) ? b : a));
  return { rows, fit: { ...fit, offset: -fit.slope * best } };
}

/**
 * The intensity that ships: rated words, sentiment and the head that learned from ratings, added up by their spread. The
 * ratings at hand are of newspapers and films, where rated words do poorly; a straight fit would trust them too little in
 * posts, so the shares are set by hand: on tweets VADER's authors found .88 between people and rated words (Hutto and Gilbert
 * 2014), and what a head of classes adds to such a number is worth a third of it. The sum is linear, hence it becomes the head's own weights.
 */
const SHARES = { compound: 1, mood: 0.35, words: 0.2 };
/** What three exclamation marks add to a text that is good or bad: the classes of sentiment take them for joy alone. */
const EMPHASIS = 0.09;
/** What one spread of the sum is worth on the scale of −1 to 1. */
const STEP = 0.36;

function blended(words: Fit, rows: readonly LabelledRow[], moods: MoodReader): Fit {
  const parts = rows.map(({ text }, i) => {
    const mood = moods.read(text);
    return { compound: moods.compound, mood: mood[POSITIVE]! - mood[NEGATIVE]!, words: words.heldOut[i]! };
  });
  const spread = (of: keyof typeof SHARES) => deviation(parts.map((part) => part[of]));
  const by = (of: keyof typeof SHARES) => SHARES[of] / spread(of);
  const whole = deviation(
    parts.map((part) => by('compound') * part.compound + by('mood') * part.mood + by('words') * part.words),
  );
  const weights = words.weights.map((weight) => (weight * by('words') * STEP) / whole);
  weights[BUCKETS + DENSE.indexOf('compound')]! += (by('compound') * STEP) / whole;
  weights[BUCKETS + DENSE.length + POSITIVE]! += (by('mood') * STEP) / whole;
  weights[BUCKETS + DENSE.length + NEGATIVE]! -= (by('mood') * STEP) / whole;
  weights[BUCKETS + DENSE.length + FEELING_HEAD_EXTRAS.indexOf('emphasis')]! += EMPHASIS;
  return { ...words, weights, bias: new Float32Array(1), slope: 1, offset: 0 };
}

function intensityFigures(model: LinearModel, reader: FeatureReader, moods: MoodReader): Figure[] {
  const scores = new Float64Array(model.columns);
  const said = (text: string) => {
    model.score(reader, moods.readAll(text), scores);
    return scores[model.head('intensity').column]!;
  };
  const figure = (task: string, rows: readonly { text: string; truth: number }[]): Figure => {
    const truth = rows.map((row) => row.truth);
    const of = (say: (text: string) => number) =>
      correlation(
        truth,
        rows.map(({ text }) => say(text)),
      );
    return { task, metric: 'Pearson r', value: of(said), beside: `VADER ${of(vaderCompound).toFixed(4)}` };
  };
  const tweets = readHeldOut<{ text: string; label: string }>('sentiment');
  return [
    figure(
      'intensity of newspaper sentences',
      readHeldOut<{ text: string; mean: number }>('intensity').map(({ text, mean }) => ({
        text,
        truth: mean,
      })),
    ),
    figure(
      'intensity of tweets, by their three classes',
      tweets.map(({ text, label }) => ({ text, truth: SENTIMENTS.findIndex((one) => one === label) })),
    ),
    {
      task: 'intensity of tweets, agreement with VADER',
      metric: 'Pearson r',
      value: correlation(
        tweets.map(({ text }) => vaderCompound(text)),
        tweets.map(({ text }) => said(text)),
      ),
    },
  ];
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

const NEGATIVE = MOODS.indexOf('negative');
const POSITIVE = MOODS.indexOf('positive');
