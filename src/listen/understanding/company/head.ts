import type { Features } from '#lib/model/index.ts';

/** Buckets of a company's head: what a few hundred examples can fill. A power of two. */
export const BUCKETS = 1 << 13;

/**
 * What a company's corrections add to the built-in model: the log-odds of the built-in probabilities are where it begins, and words move
 * them. With all weights zero it says what the built-in model says.
 */
export interface CompanyHead {
  /** In the order of the values of its label. */
  readonly outputs: number;
  /** `weights[bucket × outputs + output]`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** One text with what the built-in model said of it. */
export interface Example {
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Built-in probability of each value. */
  readonly prior: readonly number[];
}

/** The features of a text that a head looks at, to be kept: readers use theirs again. */
export function exampleOf(features: Features, prior: readonly number[]): Example {
  const { ids, values, count } = features;
  return {
    ids: ids.slice(0, count).map((id) => id & (BUCKETS - 1)),
    values: values.slice(0, count),
    prior,
  };
}

/** Probabilities of each value, into `into`. */
export function judge(head: CompanyHead, example: Example, into: Float64Array): void {
  const { outputs, weights, bias } = head;
  const { ids, values, prior } = example;
  for (let k = 0; k < outputs; k++) into[k] = Math.log(Math.max(LEAST, prior[k]!)) + bias[k]!;
  for (let f = 0; f < ids.length; f++) {
    const row = (ids[f]! & (BUCKETS - 1)) * outputs;
    for (let k = 0; k < outputs; k++) into[k]! += weights[row + k]! * values[f]!;
  }
  softmax(into, outputs);
}

/** Nothing is so unlikely that no word could make it likely. */
const LEAST = 0.002;

function softmax(scores: Float64Array, outputs: number): void {
  let most = scores[0]!;
  for (let k = 1; k < outputs; k++) most = Math.max(most, scores[k]!);
  let sum = 0;
  for (let k = 0; k < outputs; k++) sum += scores[k] = Math.exp(scores[k]! - most);
  for (let k = 0; k < outputs; k++) scores[k]! /= sum;
}

/** Index of the likeliest. */
export function likeliest(probabilities: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < probabilities.length; k++) if (probabilities[k]! > probabilities[best]!) best = k;
  return best;
}

/** A head as bytes: outputs, biases, weights, all little-endian. */
export function writeHead({ outputs, weights, bias }: CompanyHead): Buffer {
  const bytes = Buffer.alloc(4 + 4 * (bias.length + weights.length));
  bytes.writeUInt32LE(outputs);
  for (const [i, value] of [...bias, ...weights].entries()) bytes.writeFloatLE(value, 4 + 4 * i);
  return bytes;
}

/** Undefined where the bytes are no head of these buckets: one of an older program is trained anew. */
export function readHead(bytes: Buffer): CompanyHead | undefined {
  const outputs = bytes.length < 4 ? 0 : bytes.readUInt32LE();
  if (outputs < 2 || bytes.length !== 4 + 4 * outputs * (1 + BUCKETS)) return undefined;
  const numbers = Float32Array.from({ length: outputs * (1 + BUCKETS) }, (_, i) =>
    bytes.readFloatLE(4 + 4 * i),
  );
  return { outputs, bias: numbers.slice(0, outputs), weights: numbers.slice(outputs) };
}
