import type { Revision } from './queries.ts';

/** A change of a post: who made it, and what it said before and after. */
export interface Change extends Pick<Revision, 'revision' | 'byName' | 'at' | 'title'> {
  before: string;
  after: string;
}

/** Changes of a post, newest first. A revision holds what was said before it was changed; what follows is the next one, or what it says now. */
export function changesOf(revisions: readonly Revision[], now: string): Change[] {
  return revisions
    .map(({ markdown, ...who }, index) => ({
      ...who,
      before: markdown,
      after: revisions[index + 1]?.markdown ?? now,
    }))
    .toReversed();
}
