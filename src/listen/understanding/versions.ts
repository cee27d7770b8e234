import { LABEL_KEYS, type LabelKey, saidOf } from './said.ts';
import { understand } from './understand.ts';

/** Every kind of label can be said of this. */
const PROBE = {
  text: 'I am stranded in Nashville, Tennessee: how do I get my money back? This is awful.',
  profileLocation: 'Nashville, TN',
};

/** Version of the built-in head behind each label. Throws `DamagedWeights`. */
export function builtInHeads(): Record<LabelKey, string> {
  const labels = new Map(saidOf(understand(PROBE)).map(({ key, model }) => [key, model]));
  return Object.fromEntries(LABEL_KEYS.map((key) => [key, labels.get(key) ?? ''])) as Record<
    LabelKey,
    string
  >;
}
