import { readFileSync } from 'node:fs';
import path from 'node:path';
import { LABEL_KEYS, type LabelKey, saidOf } from './said.ts';
import { understand } from './understand.ts';
import { sha256, WEIGHTS_FOLDER } from './weights.ts';

/** Every kind of label can be said of this. */
const PROBE = {
  text: 'I am stranded in Nashville, Tennessee: how do I get my money back? This is awful.',
  profileLocation: 'Nashville, TN',
};

/** Version of the built-in head behind each label, and a print of all weights. Throws `DamagedWeights`. */
export function builtInHeads(): Record<LabelKey | 'weights', string> {
  const labels = new Map(saidOf(understand(PROBE)).map(({ key, model }) => [key, model]));
  const versions = Object.fromEntries(LABEL_KEYS.map((key) => [key, labels.get(key) ?? '']));
  return { ...(versions as Record<LabelKey, string>), weights: printOfWeights() };
}

/** Changes with any of the files. */
function printOfWeights(): string {
  return sha256(readFileSync(path.join(WEIGHTS_FOLDER, 'checksums.json'))).slice(0, 12);
}
