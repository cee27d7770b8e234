import { DENSE, type Features } from './features.ts';
import { BLOCK, ColumnTable, sideBySide } from './sums.ts';
import type { HeadKind } from './train.ts';

/** One head of a model: what its columns mean and how a raw score becomes a probability. */
export interface HeadSpec {
  readonly name: string;
  readonly kind: HeadKind;
  /** Names of the classes; of a chance or score its own name alone. */
  readonly labels: readonly string[];
  /** Index of its first column in the table. */
  readonly column: number;
  readonly bias: readonly number[];
  /** What one step of a column's int8 weights is worth. */
  readonly scales: readonly number[];
  /** Fitted on held-out examples: raw scores are multiplied by it. */
  readonly slope: number;
  /** Fitted on held-out examples: added to a chance or score. */
  readonly offset: number;
}

/** What a model is, beside its weights. */
export interface ModelSpec {
  readonly name: string;
  /** Changes with the weights. */
  readonly version: string;
  /** `FEATURES_VERSION` that it was trained with; a program with another one refuses the file. */
  readonly features: number;
  /** A power of two. */
  readonly buckets: number;
  /** Names of further numbers that it is given, e.g. what another model said. */
  readonly extras: readonly string[];
  readonly heads: readonly HeadSpec[];
}

/** Linear heads over hashed features: all columns of a bucket lie side by side, so that one look serves every head. */
export class LinearModel {
  readonly spec: ModelSpec;
  readonly columns: number;
  /** `dense[row × columns + column]`: for the numbers of `DENSE`, then for the extras. */
  readonly dense: Float32Array;
  #own: ColumnTable;
  /** Its first column in the table. */
  #first = 0;
  readonly #scales: Float64Array;
  readonly #biases: Float64Array;

  /** `table` is dense: `table[bucket × columns + column]`. */
  constructor(spec: ModelSpec, table: Int8Array, dense: Float32Array) {
    this.spec = spec;
    this.dense = dense;
    this.columns = spec.heads.reduce((sum, head) => sum + head.labels.length, 0);
    const stride = Math.ceil(this.columns / BLOCK) * BLOCK;
    const spread = new Int8Array(spec.buckets * stride);
    for (let bucket = 0; bucket < spec.buckets; bucket++)
      for (let k = 0; k < this.columns; k++) spread[bucket * stride + k] = table[bucket * this.columns + k]!;
    this.#own = new ColumnTable(spread, stride);
    this.#scales = Float64Array.from(spec.heads.flatMap((head) => head.scales));
    this.#biases = Float64Array.from(spec.heads.flatMap((head) => head.bias));
  }

  /** Lays the tables of models beside each other: what they say stays the same, and a text costs one look for all of them. */
  static join(models: readonly LinearModel[]): void {
    const joint = sideBySide(models.map((model) => model.#own));
    let first = 0;
    for (const model of models) {
      const { stride } = model.#own;
      model.#first = first + model.#first;
      model.#own = joint;
      first += stride;
    }
  }

  /** The weight of a column in a bucket, −127 to 127. */
  weight(bucket: number, column: number): number {
    return this.#own.table[bucket * this.#own.stride + this.#first + column]!;
  }

  /** The weights without the empty columns between buckets, as a file keeps them. */
  packedTable(): Int8Array {
    const { columns } = this;
    const packed = new Int8Array(this.spec.buckets * columns);
    for (let bucket = 0; bucket < this.spec.buckets; bucket++)
      for (let k = 0; k < columns; k++) packed[bucket * columns + k] = this.weight(bucket, k);
    return packed;
  }

  /** The head of this name; throws a `RangeError` where there is none. */
  head(name: string): HeadSpec {
    const found = this.spec.heads.find((head) => head.name === name);
    if (found === undefined) throw new RangeError(`The model ${this.spec.name} has no head "${name}".`);
    return found;
  }

  /** Raw scores of every column into `scores`, which has `columns` places. */
  score(features: Features, extras: ArrayLike<number>, scores: Float64Array): void {
    const { columns } = this;
    const first = this.#first;
    const sums = this.#own.sumsOf(features);
    for (let k = 0; k < columns; k++) scores[k] = sums[first + k]! * this.#scales[k]! + this.#biases[k]!;
    for (let d = 0; d < DENSE.length; d++) this.#addDense(d, features.dense[d]!, scores);
    for (let e = 0; e < this.spec.extras.length; e++) this.#addDense(DENSE.length + e, extras[e]!, scores);
  }

  #addDense(index: number, value: number, scores: Float64Array): void {
    if (value === 0) return;
    const { columns, dense } = this;
    for (let k = 0; k < columns; k++) scores[k]! += dense[index * columns + k]! * value;
  }

  /** What one of the extras is worth in a column (less in `against`, if told). */
  extraWeight(
    extra: number,
    { of, against = -1 }: { readonly of: number; readonly against?: number },
  ): number {
    const row = (DENSE.length + extra) * this.columns;
    return this.dense[row + of]! - (against < 0 ? 0 : this.dense[row + against]!);
  }

  /** What each token added to one column (less what it added to `against`, if told), in log-odds; `into` has a place per token. */
  tokenWeights(
    features: Features,
    column: { readonly of: number; readonly against?: number },
    into: Float64Array,
  ): void {
    const { stride, table } = this.#own;
    const { of, against = -1 } = column;
    const mask = this.spec.buckets - 1;
    into.fill(0, 0, features.tokenCount);
    for (let f = 0; f < features.count; f++) {
      const row = (features.ids[f]! & mask) * stride + this.#first;
      const other = against < 0 ? 0 : table[row + against]! * this.#scales[against]!;
      const weight = table[row + of]! * this.#scales[of]! - other;
      into[features.tokens[f]!]! += weight * features.values[f]!;
    }
  }
}

/** Calibrated probabilities of a `classes` head into `into`; returns the index of the likeliest. */
export function probabilitiesOf(head: HeadSpec, scores: ArrayLike<number>, into: Float64Array): number {
  const { column, slope, labels } = head;
  let best = 0;
  for (let k = 1; k < labels.length; k++) if (scores[column + k]! > scores[column + best]!) best = k;
  let sum = 0;
  for (let k = 0; k < labels.length; k++)
    sum += into[k] = Math.exp(slope * (scores[column + k]! - scores[column + best]!));
  for (let k = 0; k < labels.length; k++) into[k]! /= sum;
  return best;
}

/** Calibrated probability of a `chance` head. */
export function chanceOf(head: HeadSpec, scores: ArrayLike<number>): number {
  return 1 / (1 + Math.exp(-(head.slope * scores[head.column]! + head.offset)));
}

/** Calibrated number of a `score` head. */
export function numberOf(head: HeadSpec, scores: ArrayLike<number>): number {
  return head.slope * scores[head.column]! + head.offset;
}
