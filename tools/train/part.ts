import type { FeatureReader, LinearModel } from '#lib/model/index.ts';

/** What a part of the model is trained with. */
export interface Kit {
  readonly reader: FeatureReader;
  /** False with `--without-unclear-terms`: sets whose terms are not stated (SemEval, TweetEval) are left out. */
  readonly usesUnclearTerms: boolean;
  /** Prints a line. */
  say(line: string): void;
}

/** A held-out figure. */
export interface Figure {
  readonly task: string;
  readonly metric: string;
  readonly value: number;
  /** What it is compared with, e.g. VADER on the same rows. */
  readonly beside?: string;
}

/** What training a part gives. */
export interface TrainedPart {
  readonly model: LinearModel;
  readonly figures: readonly Figure[];
}

/** A model of its own with its own file in `weights/`. Parts are trained in the order of `parts/index.ts`. */
export interface Part {
  readonly name: string;
  train(kit: Kit): TrainedPart | Promise<TrainedPart>;
}
