import { EMOTIONS, type Understanding } from '../labels.ts';
import type { Reading } from '../reading.ts';

/** Values of an emotion that a head chooses between; the last one is that none is meant. */
export const EMOTION_VALUES = [...EMOTIONS, 'none'] as const;
export const URGENCY_VALUES = ['0', '1', '2', '3'] as const;

/**
 * Probabilities of the four emotions and of none, such that the built-in label is the likeliest: a neutral post speaks for none as far
 * as the label heeds it.
 */
export function emotionPrior({ feelings }: Reading, { emotion }: Understanding): number[] {
  const best = Math.max(...feelings.emotion);
  const neutral = feelings.sentiment[NEUTRAL]!;
  return shares([...feelings.emotion, best * (emotion === null ? 1 + neutral : SHORT_OF_ONE * neutral)]);
}

/**
 * Probabilities of the four levels, such that the built-in level is the likeliest. The heads answer "level 1 or more", "2 or more" and
 * "3" one after the other; whether hours count is asked first and weighs most.
 */
export function urgencyPrior({ care }: Reading, { urgency }: Understanding): number[] {
  const [some, hours, danger] = [care.chance('urgency1'), care.chance('urgency2'), care.chance('urgency3')];
  const firm = hours < 0.5 ? hours * FIRM : 1 - (1 - hours) * FIRM;
  const levels = [(1 - firm) * (1 - some), (1 - firm) * some, firm * (1 - danger), firm * danger];
  // One of the brand's own posts has no urgency, whatever its words say.
  return shares(
    levels[urgency.level] === Math.max(...levels)
      ? levels
      : levels.map((p, i) => p + Number(i === urgency.level)),
  );
}

/** With this both halves of a level decided at one half still outweigh the other two. */
const FIRM = 2 / 3;
const SHORT_OF_ONE = 0.99;
const NEUTRAL = 1;

function shares(weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}
