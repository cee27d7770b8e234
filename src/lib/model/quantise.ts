import { DENSE } from './features.ts';
import type { Fit } from './fit.ts';
import { type HeadSpec, LinearModel, type ModelSpec } from './linear-model.ts';
import type { HeadKind } from './train.ts';

/** Bumped whenever the same text gives other features: models of an older one are refused. */
export const FEATURES_VERSION = 3;

/** A trained head with its name. */
export interface NamedHead {
  readonly name: string;
  readonly kind: HeadKind;
  readonly labels: readonly string[];
  readonly fit: Pick<Fit, 'weights' | 'bias' | 'slope' | 'offset' | 'outputs'>;
}

/** Puts heads side by side and rounds their weights to int8, with a scale per column. Weights of numbers about the whole stay exact. */
export function quantise(
  about: Pick<ModelSpec, 'name' | 'version' | 'buckets' | 'extras'>,
  heads: readonly NamedHead[],
): LinearModel {
  const columns = heads.reduce((sum, { labels }) => sum + labels.length, 0);
  const table = new Int8Array(about.buckets * columns);
  const dense = new Float32Array((DENSE.length + about.extras.length) * columns);
  const specs: HeadSpec[] = [];
  let column = 0;
  for (const { name, kind, labels, fit } of heads) {
    const scales = labels.map((_, k) => scaleOf(fit, k, about.buckets));
    for (let row = 0; row < about.buckets; row++)
      for (let k = 0; k < fit.outputs; k++)
        table[row * columns + column + k] = rounded(fit.weights[row * fit.outputs + k]! / scales[k]!);
    for (let row = 0; row * columns < dense.length; row++)
      for (let k = 0; k < fit.outputs; k++)
        dense[row * columns + column + k] = fit.weights[(about.buckets + row) * fit.outputs + k]!;
    specs.push({
      name,
      kind,
      labels,
      column,
      bias: [...fit.bias],
      scales,
      slope: fit.slope,
      offset: fit.offset,
    });
    column += labels.length;
  }
  return new LinearModel({ ...about, features: FEATURES_VERSION, heads: specs }, table, dense);
}

function scaleOf({ weights, outputs }: NamedHead['fit'], column: number, buckets: number): number {
  let most = 0;
  for (let row = 0; row < buckets; row++) most = Math.max(most, Math.abs(weights[row * outputs + column]!));
  return most === 0 ? 1 : most / 127;
}

function rounded(value: number): number {
  return Math.max(-127, Math.min(127, Math.round(value)));
}
