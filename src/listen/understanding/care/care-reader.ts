import type { FeatureReader } from '#lib/model/index.ts';
import type { Feelings } from '../heads/feelings.ts';
import { CARE_FEATURES, careFeatures } from './care-features.ts';
import { CueReader } from './cue-reader.ts';

const FEELINGS = ['feels negative', 'feels positive', 'feels how', 'feels angry', 'feels offensive'] as const;

/** Names of all numbers that the heads of customer care are given beside the words. */
export const CARE_EXTRAS: readonly string[] = [...CARE_FEATURES, ...FEELINGS];

/** Reads what customer care looks for, from what the feature reader and the heads of feeling have just read. */
export class CareReader {
  readonly cues = new CueReader();
  /** In the order of `CARE_EXTRAS`. */
  readonly extras = new Float32Array(CARE_EXTRAS.length);

  read(text: string, reader: FeatureReader, feelings: Feelings): void {
    this.cues.read(reader.text);
    careFeatures(text, reader.text, this.cues, this.extras);
    const at = CARE_FEATURES.length;
    this.extras[at] = feelings.sentiment[0]!;
    this.extras[at + 1] = feelings.sentiment[2]!;
    this.extras[at + 2] = feelings.score;
    this.extras[at + 3] = feelings.emotion[0]!;
    this.extras[at + 4] = feelings.offensive;
  }
}
