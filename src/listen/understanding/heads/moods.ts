import { type HeadSpec, probabilitiesOf } from '#lib/model/index.ts';
import { SENTIMENTS } from '../labels.ts';

/** Names of the numbers that other heads are given of a sentiment head's answer: probabilities, then squashed scores. */
export const MOODS: readonly string[] = [...SENTIMENTS, ...SENTIMENTS.map((label) => `${label} score`)];

const moods = new Float64Array(MOODS.length);
const probabilities = moods.subarray(0, SENTIMENTS.length);

/** What a sentiment head said, as numbers from −1 to 1. The same array each time. */
export function moodsOf(head: HeadSpec, scores: ArrayLike<number>): Float64Array {
  probabilitiesOf(head, scores, probabilities);
  for (let k = 0; k < SENTIMENTS.length; k++)
    moods[SENTIMENTS.length + k] = Math.tanh(scores[head.column + k]! / 4);
  return moods;
}
