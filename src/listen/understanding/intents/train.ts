import { type ExampleSet, type IntentExample, sortExamples } from './examples.ts';
import { learnVocabulary, type Matrix, vectorsOf } from './matrix.ts';
import { distanceOf, type IntentModel, rounded, type Scope, type Spread } from './model.ts';
import { MOST_COMPETING, scoresInto, trainSoftmax } from './softmax.ts';
import { splitOff } from './split.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface TrainIntentsOptions {
  /** Same examples and seed, same model. 1 unless given. */
  readonly seed?: number;
  /** Called with the share done, 0 to 1. */
  readonly progress?: (share: number) => void;
}

export interface TrainedIntents {
  readonly model: IntentModel;
  /** What a person should know of the examples; sentences. */
  readonly notes: readonly string[];
}

/** Weights of a model; each is a byte in its file and four while it is trained. */
const MOST_WEIGHTS = 24e6;
/** Multiplications of a training run: what decides how often the texts are gone through. */
const MOST_WORK = 1.6e9;
const [FEWEST_PASSES, MOST_PASSES] = [3, 30];
const [RATE, DROPOUT] = [5, 0.3];
/** One in five texts of an intent is kept aside to see how unseen texts look. */
const ASIDE = 5;
const WITHIN_SCOPE = 0.95;
/** Scores of held-out texts that are kept: texts × intents. */
const MOST_SCORES = 2e6;

/**
 * Trains a classifier of intents on examples. Takes seconds for thousands of examples. Throws `UnusableExamples` where there
 * are fewer than two intents.
 */
export function trainIntents(
  examples: readonly IntentExample[],
  { seed = 1, progress }: TrainIntentsOptions = {},
): TrainedIntents {
  const set = sortExamples(examples);
  const trial = splitOff(set, ASIDE, seed);
  const hasAside = trial.aside.texts.length > 0;
  const first = hasAside ? fitOn(trial.kept, seed, (share) => progress?.(share * 0.45)) : undefined;
  const fit = fitOn(set, seed, (share) => progress?.(0.45 + share * 0.55));
  const seen = first ? lookAt(first, trial.aside) : lookAt(fit, set);
  const model: IntentModel = {
    labels: set.labels,
    vocabulary: fit.vocabulary,
    ...rounded(fit.weights, set.labels.length),
    sharpness: seen.sharpness,
    scope: seen.scope,
    exampleCount: set.texts.length,
  };
  return { model, notes: set.notes };
}

interface Fit {
  readonly vocabulary: Vocabulary;
  readonly weights: Float32Array;
  readonly labels: number;
}

/** The names of intents are examples too: people choose them to say what is meant. */
function fitOn({ labels, texts, targets }: ExampleSet, seed: number, progress: (share: number) => void): Fit {
  const vocabulary = learnVocabulary(texts, Math.floor(MOST_WEIGHTS / labels.length));
  const names = labels.map((label) => label.replaceAll(/[_.:/-]+/g, ' '));
  const matrix = vectorsOf([...texts, ...names], vocabulary);
  const all = Int32Array.from([...targets, ...labels.keys()]);
  const weights = trainSoftmax(matrix, all, {
    labels: labels.length,
    rows: vocabulary.size,
    passes: passesFor(matrix, labels.length),
    rate: RATE,
    dropout: DROPOUT,
    seed,
    progress,
  });
  return { vocabulary, weights, labels: labels.length };
}

function passesFor({ rows, offsets }: Matrix, labels: number): number {
  const terms = offsets.at(-1) ?? rows.length;
  const work = Math.max(1, terms * Math.min(labels, MOST_COMPETING));
  return Math.max(FEWEST_PASSES, Math.min(MOST_PASSES, Math.round(MOST_WORK / work)));
}

/** How texts that were not trained on look: what their scores are worth, and how far from the intents they lie. */
function lookAt(fit: Fit, { texts, targets }: Pick<ExampleSet, 'texts' | 'targets'>) {
  const matrix = vectorsOf(texts, fit.vocabulary);
  const all: Float32Array[] = [];
  const meant: number[] = [];
  const known: number[] = [];
  texts.forEach((_, text) => {
    if (targets[text]! < 0 || all.length * fit.labels >= MOST_SCORES) return;
    const scores = new Float32Array(fit.labels);
    scoresInto(scores, matrix, text, fit.weights);
    all.push(scores);
    meant.push(targets[text]!);
    known.push(matrix.known[text]!);
  });
  return { sharpness: sharpnessOf(all, meant), scope: scopeOf(all.map(best), known) };
}

function scopeOf(scores: readonly number[], known: readonly number[]): Scope {
  const spreads = { score: spreadOf(scores), known: spreadOf(known) };
  const distances = scores.map((score, i) => distanceOf(spreads, score, known[i]!)).sort((a, b) => a - b);
  return { ...spreads, cut: distances[Math.floor(distances.length * WITHIN_SCOPE)] ?? 0 };
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.max(0.02, Math.sqrt(square)) };
}

/** The factor under which the probabilities of what was really meant are highest. */
function sharpnessOf(all: readonly Float32Array[], meant: readonly number[]): number {
  let [chosen, least] = [1, Infinity];
  for (let step = -8; step <= 8; step++) {
    const sharpness = 2 ** (step / 4);
    const loss = all.reduce((sum, scores, i) => sum + surprise(scores, meant[i]!, sharpness), 0);
    if (loss < least) [chosen, least] = [sharpness, loss];
  }
  return chosen;
}

function surprise(scores: Float32Array, meant: number, sharpness: number): number {
  const most = best(scores);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += Math.exp((scores[i]! - most) * sharpness);
  return Math.log(sum) - (scores[meant]! - most) * sharpness;
}

function best(scores: Float32Array): number {
  let most = -Infinity;
  for (let i = 0; i < scores.length; i++) most = Math.max(most, scores[i]!);
  return most;
}
