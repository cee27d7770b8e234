import type { ApprovalView } from './types.ts';

/** What a word is about: the text that was picked, or the one that stands. */
export function seenOf({ round, step, chosen, offered }: ApprovalView, picked: number) {
  return { round, step, hash: chosen ?? (offered[picked] ?? offered[0]!).hash };
}
