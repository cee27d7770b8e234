import type { Features, HeadSpec, LinearModel } from '#lib/model/index.ts';
import type { DecidingSpan } from './labels.ts';

const MOST_SPANS = 8;
/** What weighs less than this in log-odds did not decide. */
const LEAST_WEIGHT = 0.03;

/** What kinds words have, where a head is told them as extras from `firstExtra` on: their weights are shared out among the words. */
export interface KindsOfWords {
  readonly firstExtra: number;
  addWeights(weightOf: (extra: number) => number, into: Float64Array): void;
}

/**
 * The words that decided a head's answer, strongest first: of a `classes` head those that speak for class `label` against
 * the next likeliest one. Offsets lie in the text that was read.
 */
export function spansOf(
  model: LinearModel,
  features: Features,
  head: HeadSpec,
  label: number,
  scores: ArrayLike<number>,
  words?: KindsOfWords,
): DecidingSpan[] {
  const weights = new Float64Array(features.tokenCount);
  const of = head.column + label;
  const against = nextBest(head, label, scores);
  const column = against < 0 ? { of } : { of, against };
  model.tokenWeights(features, column, weights);
  words?.addWeights((extra) => model.extraWeight(words.firstExtra + extra, column), weights);
  const found: DecidingSpan[] = [];
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]! * head.slope;
    if (Math.abs(weight) >= LEAST_WEIGHT)
      found.push({ start: features.starts[i]!, end: features.ends[i]!, weight });
  }
  return found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_SPANS);
}

function nextBest(head: HeadSpec, label: number, scores: ArrayLike<number>): number {
  let best = -1;
  for (let k = 0; k < head.labels.length; k++)
    if (k !== label && (best < 0 || scores[head.column + k]! > scores[head.column + best]!)) best = k;
  return best < 0 ? -1 : head.column + best;
}
