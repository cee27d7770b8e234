import {
  areaUnderCurve,
  correlation,
  Examples,
  type FeatureReader,
  type Fit,
  fitHead,
  type HeadKind,
  macroF1,
  macroRecall,
} from '#lib/model/index.ts';
import type { Figure } from '../part.ts';
import type { LabelledRow } from './rows.ts';

export const SEED = 20261122;

export interface FitOptions {
  readonly kind: HeadKind;
  readonly outputs: number;
  readonly rate: number;
  readonly l2: number;
  readonly epochs?: number;
  readonly usesContrasts?: boolean;
  /** Further numbers per row, and how many. The reader has just read the row's text. */
  readonly extras?: number;
  extrasOf?(row: LabelledRow): ArrayLike<number>;
}

export interface FittedRows {
  readonly rows: readonly LabelledRow[];
  readonly fit: Fit;
}

/** Trains a head on rows, with five folds for figures and calibration; classes count the same, however rare. */
export function fitRows(
  reader: FeatureReader,
  buckets: number,
  rows: readonly LabelledRow[],
  options: FitOptions,
): FittedRows {
  const { kind, outputs, extras = 0, extrasOf } = options;
  const examples = new Examples(buckets, extras);
  const targets = rows.map((row) => ({
    example: examples.add(reader.read(row.text), extrasOf?.(row)),
    value: row.value,
    weight: row.weight ?? 1,
    ...(row.group === undefined ? {} : { group: row.group }),
  }));
  const fit = fitHead(examples, targets, {
    kind,
    outputs,
    epochs: options.epochs ?? 8,
    rate: options.rate,
    l2: options.l2,
    seed: SEED,
    folds: 5,
    usesContrasts: options.usesContrasts ?? false,
    ...(kind === 'score' ? {} : { classWeights: weightsOf(rows, Math.max(2, outputs)) }),
  });
  return { rows, fit };
}

function weightsOf(rows: readonly LabelledRow[], classes: number): number[] {
  const counts = Array.from({ length: classes }, () => 0);
  for (const { value } of rows) counts[value]!++;
  return counts.map((count) => rows.length / classes / Math.max(1, count));
}

/** What a held-out head said of those rows that `isMeant` picks. */
export function heldOut(
  { rows, fit }: FittedRows,
  isMeant: (row: LabelledRow) => boolean,
): { rows: LabelledRow[]; truth: number[]; said: number[]; scores: number[] } {
  const found = {
    rows: [] as LabelledRow[],
    truth: [] as number[],
    said: [] as number[],
    scores: [] as number[],
  };
  for (const [i, row] of rows.entries()) {
    if (!isMeant(row)) continue;
    const scores = fit.heldOut.subarray(i * fit.outputs, (i + 1) * fit.outputs);
    found.rows.push(row);
    found.truth.push(row.value);
    found.said.push(
      fit.outputs > 1 ? scores.indexOf(Math.max(...scores)) : Number(fit.slope * scores[0]! + fit.offset > 0),
    );
    found.scores.push(scores[0]!);
  }
  return found;
}

export function recallFigure(task: string, of: ReturnType<typeof heldOut>, classes: number): Figure {
  return { task, metric: 'macro-recall', value: macroRecall(of.truth, of.said, classes) };
}

export function f1Figure(task: string, of: ReturnType<typeof heldOut>, classes: number): Figure {
  return { task, metric: 'macro-F1', value: macroF1(of.truth, of.said, classes) };
}

export function aucFigure(task: string, of: ReturnType<typeof heldOut>): Figure {
  return { task, metric: 'AUC', value: areaUnderCurve(of.truth, of.scores) };
}

export function pearsonFigure(task: string, of: ReturnType<typeof heldOut>): Figure {
  return { task, metric: 'Pearson r', value: correlation(of.truth, of.scores) };
}
