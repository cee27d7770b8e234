import {
  chanceOf,
  type FeatureReader,
  type Features,
  type HeadSpec,
  type LinearModel,
  numberOf,
  probabilitiesOf,
} from '#lib/model/index.ts';
import { type KindsOfWords, spansOf } from '../because.ts';
import {
  type ChanceLabel,
  type DecidingSpan,
  type EmotionLabel,
  EMOTIONS,
  type SentimentLabel,
  SENTIMENTS,
} from '../labels.ts';
import { loadWeights } from '../weights.ts';
import { FEELING_EXTRAS, FeelingWords } from '../feeling-words/index.ts';
import { MOODS, moodsOf } from './moods.ts';

/** Above this probability of neutral, and below that of the likeliest emotion, none is meant. */
const CALM = 0.7;
const FAINT = 0.6;

/** The most that offence can be where every insult is said not to hold: the head knows words, not what "not" does to them. */
const DENIED = 0.2;

/** Names of the numbers that the heads of feeling are given beside the words. */
export const FEELING_HEAD_EXTRAS: readonly string[] = [...MOODS, ...FEELING_EXTRAS, 'emphasis'];

/** Writes the numbers of `FEELING_HEAD_EXTRAS` about the text last read into `into`. */
export function feelingExtras(
  { intensity }: FeatureReader,
  moods: ArrayLike<number>,
  words: FeelingWords,
  into: Float64Array,
): void {
  into.set(moods);
  into.set(words.extras, MOODS.length);
  into[into.length - 1] =
    (Math.sign(intensity.compound) * Math.min(MOST_MARKS, intensity.exclamations)) / MOST_MARKS;
}

/** More exclamation marks say no more. */
const MOST_MARKS = 3;

/** Sentiment, intensity, emotion, offence and irony of the post last read. */
export class Feelings {
  /** Probabilities in the order of `SENTIMENTS` and `EMOTIONS`. */
  readonly sentiment = new Float64Array(SENTIMENTS.length);
  readonly emotion = new Float64Array(EMOTIONS.length);
  /** −1 to 1. */
  score = 0;
  offensive = 0;
  irony = 0;

  readonly #sentiments: LinearModel = loadWeights('sentiment');
  readonly #sentimentScores = new Float64Array(this.#sentiments.columns);
  readonly #general = this.#sentiments.head('sentiment');
  readonly #languages = this.#sentiments.head('languages');
  #chosen = this.#general;

  readonly #model: LinearModel = loadWeights('feeling');
  readonly #scores = new Float64Array(this.#model.columns);
  readonly #heads = {
    intensity: this.#model.head('intensity'),
    emotion: this.#model.head('emotion'),
    offensive: this.#model.head('offensive'),
    irony: this.#model.head('irony'),
  };

  readonly #words = new FeelingWords();
  /** Moods, then the numbers about words. */
  readonly #extras = new Float64Array(FEELING_HEAD_EXTRAS.length);

  /** What it asks, to be laid beside other models. */
  get models(): readonly LinearModel[] {
    return [this.#sentiments, this.#model];
  }

  get version(): string {
    return this.#model.spec.version;
  }

  /** `language` is an ISO 639 code, or undefined where nobody knows it. */
  read(features: FeatureReader, language: string | undefined): void {
    this.#chosen = language === undefined || language === 'en' ? this.#general : this.#languages;
    this.#words.read(features);
    this.#sentiments.score(features, this.#words.extras, this.#sentimentScores);
    const moods = moodsOf(this.#chosen, this.#sentimentScores);
    for (let k = 0; k < SENTIMENTS.length; k++) this.sentiment[k] = moods[k]!;
    feelingExtras(features, moods, this.#words, this.#extras);
    this.#model.score(features, this.#extras, this.#scores);
    probabilitiesOf(this.#heads.emotion, this.#scores, this.emotion);
    this.score = Math.max(-1, Math.min(1, numberOf(this.#heads.intensity, this.#scores)));
    const offensive = chanceOf(this.#heads.offensive, this.#scores);
    this.offensive = this.#words.isAllDenied ? Math.min(DENIED, offensive) : offensive;
    this.irony = chanceOf(this.#heads.irony, this.#scores);
  }

  sentimentLabel(features: Features, isExplained: boolean): SentimentLabel {
    const best = likeliest(this.sentiment);
    return {
      label: SENTIMENTS[best]!,
      score: this.score,
      confidence: this.sentiment[best]!,
      ...this.#provenance(features, isExplained, this.#chosen, best),
    };
  }

  emotionLabel(features: Features, isExplained: boolean): EmotionLabel | null {
    const best = likeliest(this.emotion);
    if (this.sentiment[NEUTRAL]! > CALM && this.emotion[best]! < FAINT) return null;
    return {
      label: EMOTIONS[best]!,
      confidence: this.emotion[best]!,
      ...this.#provenance(features, isExplained, this.#heads.emotion, best),
    };
  }

  chanceLabel(name: 'offensive' | 'irony', features: Features, isExplained: boolean): ChanceLabel {
    const p = name === 'irony' ? asSeldomAsIronyIs(this.irony) : this.offensive;
    return { p, ...this.#provenance(features, isExplained, this.#heads[name], 0) };
  }

  #provenance(features: Features, isExplained: boolean, head: HeadSpec, column: number) {
    const because: readonly DecidingSpan[] = isExplained
      ? head === this.#chosen
        ? spansOf(this.#sentiments, features, head, column, this.#sentimentScores, this.#kindsFrom(0))
        : spansOf(this.#model, features, head, column, this.#scores, this.#kindsFrom(MOODS.length))
      : NOTHING;
    return { source: 'built-in', model: this.version, because } as const;
  }

  #kindsFrom(firstExtra: number): KindsOfWords {
    return { firstExtra, addWeights: (weightOf, into) => this.#words.addWeights(weightOf, into) };
  }
}

const NOTHING: readonly DecidingSpan[] = [];
const NEUTRAL = SENTIMENTS.indexOf('neutral');

/** Of irony, as if one post in six were ironic. Fewer are, but the head is hardly ever surer than nine in ten; of ordinary tweets about one in a hundred remains. */
const REAL_ODDS = 1 / 5;

/** The head learned from as many ironic posts as plain ones; by Bayes' rule the same words say less where irony is rare. */
function asSeldomAsIronyIs(p: number): number {
  const odds = p * REAL_ODDS;
  return odds / (odds + 1 - p);
}

function likeliest(probabilities: Float64Array): number {
  let best = 0;
  for (let k = 1; k < probabilities.length; k++) if (probabilities[k]! > probabilities[best]!) best = k;
  return best;
}
