import {
  areaUnderCurve,
  correlation,
  Examples,
  type FeatureReader,
  type Fit,
  type GroupedTarget,
  macroF1,
  macroRecall,
} from '#lib/model/index.ts';
import type { Figure } from '../part.ts';
import type { LabelledRow } from './feeling-rows.ts';

/** Rows as examples and targets. */
export function examplesOf(
  reader: FeatureReader,
  buckets: number,
  rows: readonly LabelledRow[],
): { examples: Examples; targets: GroupedTarget[] } {
  const examples = new Examples(buckets);
  const targets = rows.map(({ text, value, weight = 1 }) => ({
    example: examples.add(reader.read(text)),
    value,
    weight,
  }));
  return { examples, targets };
}

/** Weights that make every class count the same. */
export function weightsOf(targets: readonly GroupedTarget[], classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const { value } of targets) counts[value]!++;
  return counts.map((count) => targets.length / classes / Math.max(1, count));
}

export function figuresOfClasses(task: string, targets: readonly GroupedTarget[], fit: Fit): Figure[] {
  const truth = targets.map(({ value }) => value);
  const said = targets.map((_, i) => likeliest(fit.heldOut, i, fit.outputs));
  return [
    { task, metric: 'macro-recall', value: macroRecall(truth, said, fit.outputs) },
    { task, metric: 'macro-F1', value: macroF1(truth, said, fit.outputs) },
  ];
}

export function figureOfChance(task: string, targets: readonly GroupedTarget[], fit: Fit): Figure[] {
  const truth = targets.map(({ value }) => value);
  const said = Array.from(fit.heldOut, (score) => (fit.slope * score + fit.offset > 0 ? 1 : 0));
  return [
    { task, metric: 'AUC', value: areaUnderCurve(truth, fit.heldOut) },
    { task, metric: 'macro-F1', value: macroF1(truth, said, 2) },
  ];
}

export function figureOfScore(task: string, targets: readonly GroupedTarget[], fit: Fit): Figure {
  const truth = targets.map(({ value }) => value);
  return { task, metric: 'Pearson r', value: correlation(truth, fit.heldOut) };
}

function likeliest(scores: Float64Array, i: number, outputs: number): number {
  let best = 0;
  for (let k = 1; k < outputs; k++) if (scores[i * outputs + k]! > scores[i * outputs + best]!) best = k;
  return best;
}
