import type { Vocabulary } from './vocabulary.ts';

/** A trained classifier of intents. Plain data; `classify` reads it. */
export interface IntentModel {
  readonly labels: readonly string[];
  readonly vocabulary: Vocabulary;
  /** Weights of term `t` are `table[t × labels] …`, times `scales[t]`. */
  readonly table: Int8Array;
  readonly scales: Float32Array;
  /** Scores are multiplied by it before they become probabilities, so that these are as often right as they say. */
  readonly sharpness: number;
  readonly scope: Scope;
  /** Examples it was trained on, without doubles. */
  readonly exampleCount: number;
}

/**
 * How texts of the intents look that were not trained on. A text is far from all intents when no intent gets a good score and
 * when its words are in no example; both are measured in deviations, and count alike.
 */
export interface Scope {
  readonly score: Spread;
  readonly known: Spread;
  /** Distance that one in twenty texts of the intents exceeds. */
  readonly cut: number;
}

export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** How far a text is from all intents, in deviations. `best` is its best score, `known` the share of its words that examples have. */
export function distanceOf(
  { score, known }: Pick<Scope, 'score' | 'known'>,
  best: number,
  share: number,
): number {
  return (score.mean - best) / score.deviation + (known.mean - share) / known.deviation;
}

/** 0 to 1, from ½ on out of scope. */
export function outOfScopeScore(scope: Scope, best: number, share: number): number {
  return 1 / (1 + Math.exp(scope.cut - distanceOf(scope, best, share)));
}

/** Rounds weights to int8 with a scale for each term. Rows that say nothing stay 0. */
export function rounded(weights: Float32Array, labels: number): Pick<IntentModel, 'table' | 'scales'> {
  const rows = weights.length / labels;
  const table = new Int8Array(weights.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let most = 0;
    for (let i = row * labels; i < (row + 1) * labels; i++) most = Math.max(most, Math.abs(weights[i]!));
    const scale = (scales[row] = most / 127);
    if (scale > 0)
      for (let i = row * labels; i < (row + 1) * labels; i++) table[i] = Math.round(weights[i]! / scale);
  }
  return { table, scales };
}
