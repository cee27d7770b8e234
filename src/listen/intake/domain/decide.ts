import type { InboundPost } from '#connectors/kit/index.ts';
import type { Candidate } from './settle.ts';

/** What came before its post, remembered under the key of the post or of its author. */
export interface Mark {
  /** States up to this version were deleted; -1 for none. */
  deletedVersion: number;
  /** The latest state that was not kept. */
  edit: InboundPost | null;
}

export interface Facts {
  /** Under the post's own key. */
  mark: Mark | undefined;
  /** Under its author's key: the account ended. */
  authorMark: Mark | undefined;
  /** The stored row, where the decision needs it. */
  stored: { isDeleted: boolean; version: number } | undefined;
  /** For the brand's own posts: the thread is known. */
  isInKnownThread: boolean;
}

export type Decision =
  | { action: 'store'; candidate: Candidate }
  /** A later state of a post that may still come. */
  | { action: 'withhold'; post: InboundPost }
  | { action: 'drop' };

/** Whether a post is kept. `look` is asked when a later state that came earlier takes its place. */
export function decide(candidate: Candidate, facts: Facts, look: (post: InboundPost) => Candidate): Decision {
  const { post } = candidate;
  const { mark, stored } = facts;
  const deletedVersion = Math.max(
    mark?.deletedVersion ?? -1,
    facts.authorMark?.deletedVersion ?? -1,
    stored?.isDeleted ? stored.version : -1,
  );
  if (post.version <= deletedVersion) return { action: 'drop' };
  const isWanted = candidate.isWanted || (candidate.isOwn && facts.isInKnownThread);
  if (isWanted || (stored && !stored.isDeleted)) {
    const isOutdated = mark?.edit && mark.edit.version > post.version && mark.edit.version > deletedVersion;
    return { action: 'store', candidate: isOutdated ? look(mark.edit!) : candidate };
  }
  return post.isEdit ? { action: 'withhold', post } : { action: 'drop' };
}
