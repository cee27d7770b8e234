import type { ConversationState } from '#respond/inbox/index.ts';

/** Why a reply did not leave at its time and somebody is asked. */
export const REASONS = [
  'customer-wrote',
  'answered',
  'gone',
  'suspended',
  'author-left',
  'late',
  'refused',
] as const;
export type Reason = (typeof REASONS)[number];

/** Over so long after its time nobody knows whether it is still meant: the program was not running. */
export const LATE_MS = 30 * 60_000;
/** A conversation sleeps a little longer than until its reply leaves: it comes back by itself when that does not happen. */
export const GRACE_MS = 10 * 60_000;
export const SOONEST_MS = 30_000;
export const FURTHEST_MS = 366 * 86_400_000;

export interface Known {
  knownPostId: string;
  knownAnsweredAt: Date | null;
}

/** What happened in a conversation since the reply was written, that may make it wrong; undefined for nothing. */
export function changedSince(
  { knownPostId, knownAnsweredAt }: Known,
  now: Pick<ConversationState, 'lastPostId' | 'answeredAt' | 'isGone'> | null,
): Reason | undefined {
  if (now === null || now.isGone) return 'gone';
  if (now.lastPostId > knownPostId) return 'customer-wrote';
  const answeredAt = now.answeredAt?.getTime() ?? 0;
  return answeredAt > (knownAnsweredAt?.getTime() ?? 0) ? 'answered' : undefined;
}

const WORDS: Record<Reason, string> = {
  'customer-wrote': 'The customer wrote again after it was written.',
  answered: 'Somebody answered meanwhile.',
  gone: 'The customer deleted everything that it answers.',
  suspended: 'Sending was suspended when it fell due.',
  'author-left': 'Whoever wrote it does not answer customers any more.',
  late: 'The program was not running at its time.',
  refused: 'It could not be sent.',
};

/** The reason in words; `detail` says more where somebody else knows. */
export function wordsOf(reason: Reason, detail?: string): string {
  return detail === undefined ? WORDS[reason] : `${WORDS[reason]} ${detail}`;
}
