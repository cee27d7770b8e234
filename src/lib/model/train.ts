import { contrasts } from './contrasts.ts';
import type { Examples } from './examples.ts';
import { seededRandom, shuffled } from './random.ts';

/** What a head learns: `classes` are exclusive, a `chance` is one probability, a `score` one number. */
export type HeadKind = 'classes' | 'chance' | 'score';

/** One example with what it should give: the index of its class, 0 or 1, or the number. */
export interface Target {
  readonly example: number;
  readonly value: number;
  /** How much it counts; 1 unless told. */
  readonly weight?: number;
}

export interface TrainingOptions {
  readonly kind: HeadKind;
  /** Columns of weights: the number of classes, else 1. */
  readonly outputs: number;
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  readonly seed: number;
  /** Per class; evens out what is rare. */
  readonly classWeights?: readonly number[];
  /** Lets features count by how unevenly the classes have them; see `contrasts`. Not for a `score`. */
  readonly usesContrasts?: boolean;
}

/** Weights of one head as they come out of training. */
export interface FloatHead {
  readonly outputs: number;
  /** `weights[row × outputs + output]`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Share of the epochs over the ends of which the weights are averaged. */
const AVERAGED = 0.5;

/** Stochastic gradient descent with AdaGrad; the same seed and examples give the same bytes. */
export function trainHead(
  examples: Examples,
  targets: readonly Target[],
  options: TrainingOptions,
): FloatHead {
  const { outputs, epochs } = options;
  const state: State = {
    examples,
    options,
    weights: new Float32Array(examples.rows * outputs),
    squares: new Float32Array(examples.rows * outputs).fill(1e-3),
    bias: new Float32Array(outputs),
    scores: new Float64Array(outputs),
    gradients: new Float64Array(outputs),
    factors: options.usesContrasts ? contrasts(examples, targets) : undefined,
  };
  const sum = new Float32Array(state.weights.length);
  const biasSum = new Float32Array(outputs);
  const random = seededRandom(options.seed);
  const from = Math.floor(epochs * (1 - AVERAGED));
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = options.rate * (1 - epoch / epochs);
    for (const i of shuffled(targets.length, random)) learnOne(state, targets[i]!, rate);
    if (epoch < from) continue;
    for (let w = 0; w < sum.length; w++) sum[w]! += state.weights[w]!;
    for (let k = 0; k < outputs; k++) biasSum[k]! += state.bias[k]!;
  }
  const times = epochs - from;
  return {
    outputs,
    weights: sum.map((weight, w) => (weight / times) * factorOf(state, Math.floor(w / outputs))),
    bias: biasSum.map((bias) => bias / times),
  };
}

interface State {
  readonly examples: Examples;
  readonly options: TrainingOptions;
  readonly weights: Float32Array;
  readonly squares: Float32Array;
  readonly bias: Float32Array;
  readonly scores: Float64Array;
  readonly gradients: Float64Array;
  readonly factors: Float32Array | undefined;
}

function factorOf({ factors }: State, row: number): number {
  return factors === undefined ? 1 : factors[row]!;
}

function learnOne(state: State, target: Target, rate: number): void {
  const { examples, weights, squares, bias, gradients, options } = state;
  const { outputs, l2 } = options;
  const { ids, values, offsets } = examples;
  scoreOne(state, target.example);
  gradientsOf(state, target);
  const end = offsets[target.example + 1]!;
  for (let f = offsets[target.example]!; f < end; f++) {
    const value = values[f]! * factorOf(state, ids[f]!);
    const row = ids[f]! * outputs;
    for (let k = 0; k < outputs; k++) {
      const weight = weights[row + k]!;
      const gradient = gradients[k]! * value + l2 * weight;
      const square = squares[row + k]! + gradient * gradient;
      squares[row + k] = square;
      weights[row + k] = weight - (rate * gradient) / Math.sqrt(square);
    }
  }
  for (let k = 0; k < outputs; k++) bias[k]! -= rate * 0.05 * gradients[k]!;
}

function scoreOne(state: State, example: number): void {
  const { examples, weights, bias, scores, options } = state;
  const { outputs } = options;
  const { ids, values, offsets } = examples;
  for (let k = 0; k < outputs; k++) scores[k] = bias[k]!;
  const end = offsets[example + 1]!;
  for (let f = offsets[example]!; f < end; f++) {
    const row = ids[f]! * outputs;
    const value = values[f]! * factorOf(state, ids[f]!);
    for (let k = 0; k < outputs; k++) scores[k]! += weights[row + k]! * value;
  }
}

function gradientsOf({ scores, gradients, options }: State, target: Target): void {
  const { kind, outputs, classWeights } = options;
  const weight = (target.weight ?? 1) * (kind === 'score' ? 1 : (classWeights?.[target.value] ?? 1));
  if (kind === 'score') {
    gradients[0] = weight * (scores[0]! - target.value);
    return;
  }
  if (kind === 'chance') {
    gradients[0] = weight * (1 / (1 + Math.exp(-scores[0]!)) - target.value);
    return;
  }
  let most = scores[0]!;
  for (let k = 1; k < outputs; k++) most = Math.max(most, scores[k]!);
  let sum = 0;
  for (let k = 0; k < outputs; k++) sum += gradients[k] = Math.exp(scores[k]! - most);
  for (let k = 0; k < outputs; k++)
    gradients[k] = weight * (gradients[k]! / sum - (k === target.value ? 1 : 0));
}

/** Scores of some examples by a head, `outputs` numbers each. */
export function scoresOf(head: FloatHead, examples: Examples, some: readonly number[]): Float64Array {
  const { outputs, weights, bias } = head;
  const all = new Float64Array(some.length * outputs);
  for (const [n, example] of some.entries()) {
    for (let k = 0; k < outputs; k++) all[n * outputs + k] = bias[k]!;
    const end = examples.offsets[example + 1]!;
    for (let f = examples.offsets[example]!; f < end; f++) {
      const row = examples.ids[f]! * outputs;
      const value = examples.values[f]!;
      for (let k = 0; k < outputs; k++) all[n * outputs + k]! += weights[row + k]! * value;
    }
  }
  return all;
}
