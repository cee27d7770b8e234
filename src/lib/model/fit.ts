import { calibrate, type Calibration } from './calibrate.ts';
import type { Examples } from './examples.ts';
import { seededRandom, shuffled } from './random.ts';
import { type FloatHead, scoresOf, type Target, trainHead, type TrainingOptions } from './train.ts';

/** A target that knows where it comes from: examples of one group (an industry, a thread) never stand on both sides of a fold. */
export interface GroupedTarget extends Target {
  readonly group?: string;
}

export interface Fit extends FloatHead, Calibration {
  /** Raw scores of each target by a head that had not seen it (nor its group), `outputs` numbers each. */
  readonly heldOut: Float64Array;
}

/** Cross-validates, calibrates on what was held out, then trains on everything. `folds` below 2 leaves the first two out. */
export function fitHead(
  examples: Examples,
  targets: readonly GroupedTarget[],
  options: TrainingOptions & { readonly folds: number },
): Fit {
  const { outputs, kind } = options;
  const heldOut = new Float64Array(targets.length * outputs);
  let calibration: Calibration = { slope: 1, offset: 0 };
  if (options.folds > 1) {
    const foldOf = foldsOf(targets, options.folds, options.seed);
    for (let fold = 0; fold < options.folds; fold++) {
      const rest = targets.filter((_, i) => foldOf[i] !== fold);
      const out = targets.map((_, i) => i).filter((i) => foldOf[i] === fold);
      const head = trainHead(examples, rest, options);
      const scores = scoresOf(
        head,
        examples,
        out.map((i) => targets[i]!.example),
      );
      for (const [n, i] of out.entries())
        heldOut.set(scores.subarray(n * outputs, (n + 1) * outputs), i * outputs);
    }
    calibration = calibrate(
      kind,
      outputs,
      heldOut,
      targets.map(({ value }) => value),
    );
  }
  return { ...trainHead(examples, targets, options), ...calibration, heldOut };
}

/** The fold of each target: whole groups where there are some, else at random. */
function foldsOf(targets: readonly GroupedTarget[], folds: number, seed: number): Int32Array {
  const groups = [...new Set(targets.map(({ group }, i) => group ?? `#${i}`))];
  const order = shuffled(groups.length, seededRandom(seed));
  const foldOfGroup = new Map(groups.map((group, i) => [group, order[i]! % folds]));
  return Int32Array.from(targets, ({ group }, i) => foldOfGroup.get(group ?? `#${i}`)!);
}
