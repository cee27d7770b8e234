export const FLAG_REASONS = ['spam', 'offensive', 'off-topic', 'illegal', 'other'] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];

export const DECISIONS = ['hide', 'keep', 'ignore'] as const;
export type Decision = (typeof DECISIONS)[number];

export const ACTIONS = ['held', 'released', 'hidden', 'restored', 'silenced', 'suspended', 'freed'] as const;
export type ActionKind = (typeof ACTIONS)[number];

/** What a member can ask to be looked at again. */
export const APPEALABLE: readonly ActionKind[] = ['hidden', 'silenced', 'suspended'];

/** Why something is in the queue: a code that screens know, and words. */
export interface Why {
  code: string;
  text: string;
}

/** By level of trust: newcomers who come to flag move little. */
const BY_LEVEL = [0.5, 1, 1.25, 1.5, 1.5] as const;
/** As if everybody had been right twice and wrong once before. */
const RIGHT_BEFORE = 2;
const WRONG_BEFORE = 1;

/** How much a flag weighs: the share of a member's flags that were right, with a beginning for who never flagged, times his level's share. */
export function flagWeight({
  level,
  upheld,
  dismissed,
}: {
  level: number;
  upheld: number;
  dismissed: number;
}): number {
  const right = Math.max(0, upheld) + RIGHT_BEFORE;
  const wrong = Math.max(0, dismissed) + WRONG_BEFORE;
  return (BY_LEVEL[level] ?? 0.5) * (right / (right + wrong));
}

/** How heavy flags must be together to hide something before a colleague looks: more for who is trusted. */
export function hidesAt(usual: number, authorLevel: number): number {
  return authorLevel >= 3 ? usual * 2 : usual;
}

/** Told to the author of what flags hid. */
export const HIDDEN_BY_FLAGS = 'Several members flagged it. A colleague will look at it.';

/** What a decision makes of flags. */
export const OUTCOMES = { hide: 'upheld', keep: 'dismissed', ignore: 'ignored' } as const;

/** What members favour each other by: thanks, likes and accepted answers, votes for ideas, reviews that were of help. */
export const FAVOURS = ['answers', 'ideas', 'reviews'] as const;
export type FavourKind = (typeof FAVOURS)[number];
