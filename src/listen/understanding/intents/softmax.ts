import { seededRandom, shuffled } from '#lib/model/index.ts';
import type { Matrix } from './matrix.ts';
import { MOST_TERMS } from './terms.ts';

/** Labels that a text is compared with at each step. */
export const MOST_COMPETING = 512;

export interface SoftmaxOptions {
  readonly labels: number;
  readonly rows: number;
  /** How often the texts are gone through. */
  readonly passes: number;
  readonly rate: number;
  /** Share of a text's terms that are left out each time it is seen, 0 to below 1. */
  readonly dropout: number;
  readonly seed: number;
  /** Called after each pass with the share done. */
  readonly progress?: (share: number) => void;
}

/**
 * Multinomial logistic regression by stochastic gradient descent with a falling rate. Weights of term `t` are
 * `weights[t × labels] … `. `targets` below 0 are texts of no label: they push every label down alike.
 */
export function trainSoftmax(matrix: Matrix, targets: Int32Array, options: SoftmaxOptions): Float32Array {
  const { labels, passes, rate } = options;
  const weights = new Float32Array(options.rows * labels);
  const random = seededRandom(options.seed);
  const competing = Int32Array.from({ length: Math.min(labels, MOST_COMPETING) }, (_, label) => label);
  const scores = new Float32Array(competing.length);
  const steps = passes * targets.length;
  let done = 0;
  for (let pass = 0; pass < passes; pass++) {
    for (const text of shuffled(targets.length, random)) {
      const target = targets[text]!;
      if (labels > competing.length) draw(competing, labels, target, random);
      const now = rate * (1 - done++ / steps);
      stepOn(matrix, text, weights, options, { scores, competing, random, rate: now, target });
    }
    options.progress?.((pass + 1) / passes);
  }
  return weights;
}

interface Step {
  readonly scores: Float32Array;
  /** Labels that compete for the text. */
  readonly competing: Int32Array;
  readonly random: () => number;
  readonly rate: number;
  readonly target: number;
}

const kept = new Int32Array(MOST_TERMS);

/** Scores the text against the labels that compete, and moves their weights towards the target. */
function stepOn(
  { offsets, rows, values }: Matrix,
  text: number,
  weights: Float32Array,
  { labels, dropout }: SoftmaxOptions,
  { scores, competing, random, rate, target }: Step,
): void {
  let count = 0;
  for (let i = offsets[text]!; i < offsets[text + 1]!; i++)
    if (dropout === 0 || random() >= dropout) kept[count++] = i;
  const scale = 1 / Math.sqrt(1 - dropout);
  scores.fill(0);
  const most = scores.length;
  for (let k = 0; k < count; k++) {
    const value = values[kept[k]!]! * scale;
    const at = rows[kept[k]!]! * labels;
    for (let c = 0; c < most; c++) scores[c]! += value * weights[at + competing[c]!]!;
  }
  toProbabilities(scores);
  const even = target < 0 ? 1 / most : 0;
  for (let c = 0; c < most; c++) scores[c] = rate * ((competing[c] === target ? 1 : even) - scores[c]!);
  for (let k = 0; k < count; k++) {
    const value = values[kept[k]!]! * scale;
    const at = rows[kept[k]!]! * labels;
    for (let c = 0; c < most; c++) weights[at + competing[c]!]! += value * scores[c]!;
  }
}

/** Where labels are very many: the target, and others by lot, each once. */
function draw(competing: Int32Array, labels: number, target: number, random: () => number): void {
  const stride = 1 + Math.floor(random() * Math.max(1, Math.floor(labels / competing.length)));
  const start = target < 0 ? Math.floor(random() * labels) : target;
  for (let c = 0; c < competing.length; c++) competing[c] = (start + c * stride) % labels;
}

/** Scores become probabilities in place. */
export function toProbabilities(scores: Float32Array): void {
  let most = -Infinity;
  for (let i = 0; i < scores.length; i++) if (scores[i]! > most) most = scores[i]!;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += scores[i] = Math.exp(scores[i]! - most);
  for (let i = 0; i < scores.length; i++) scores[i]! /= sum;
}

/** The scores of a text, one a label. */
export function scoresInto(
  scores: Float32Array,
  { offsets, rows, values }: Matrix,
  text: number,
  weights: Float32Array,
): void {
  const labels = scores.length;
  scores.fill(0);
  for (let i = offsets[text]!; i < offsets[text + 1]!; i++) {
    const value = values[i]!;
    const at = rows[i]! * labels;
    for (let label = 0; label < labels; label++) scores[label]! += value * weights[at + label]!;
  }
}
