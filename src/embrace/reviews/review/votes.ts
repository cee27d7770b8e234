import type { App } from '#platform/app/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { holdMember, readMembers } from '#people/members/index.ts';
import { countFact } from '#embrace/trust/index.ts';
import { reviewErrors } from '../errors.ts';
import { reviewChanged } from './change.ts';
import { lockReview, type ReviewRow } from './store.ts';
import { countVotes, selectVote, selectVotesOf, writeVote } from './votes-store.ts';
import { memberWriter } from './writer.ts';

/** Which of these reviews a member found helpful, or not. */
export const votesOf = selectVotesOf;

/**
 * A member says whether a review helped him: one vote a member, which he may turn or take back (`undefined`). Done twice it is done once. Throws
 * `review.not_found`, `review.not_shown`, `review.own_vote`, `review.may_not`.
 */
export async function voteForReview(
  app: App,
  doer: Doer,
  reviewId: string,
  isHelpful: boolean | undefined,
): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) throw reviewErrors('review.may_not');
  await app.db.transaction(async () => {
    // Before the review, as an erasure does: who goes in this moment leaves no vote behind.
    if (!(await holdMember(app, memberId))) throw reviewErrors('review.may_not');
    const review = await lockReview(app, reviewId);
    if (!review) throw reviewErrors('review.not_found', { id: reviewId });
    if (await isOwn(app, review, memberId)) throw reviewErrors('review.own_vote');
    if (review.state !== 'shown') throw reviewErrors('review.not_shown');
    const before = await selectVote(app, reviewId, memberId);
    if (before === isHelpful) return;
    await writeVote(app, reviewId, memberId, isHelpful);
    const count = (vote: boolean) => (isHelpful === vote ? 1 : 0) - (before === vote ? 1 : 0);
    const helpful = count(true);
    await countVotes(app, reviewId, { helpful, unhelpful: count(false) });
    // In the order of the forum's likes.
    if (helpful !== 0 && review.memberId !== null) await countFact(app, review.memberId, 'thanks', helpful);
    if (helpful !== 0) await countFact(app, memberId, 'given', helpful);
    await reviewChanged(app, doer.actor, review, {
      action: isHelpful === undefined ? 'review.vote_taken' : 'review.voted',
      isHeard: false,
    });
  });
}

/** Also what he wrote by a link to his proven address. */
async function isOwn(app: App, review: ReviewRow, memberId: string): Promise<boolean> {
  if (review.memberId !== null || review.buyerHash === null) return review.memberId === memberId;
  const member = (await readMembers(app, [memberId])).get(memberId);
  return member !== undefined && memberWriter(app, member).buyerHash === review.buyerHash;
}

/** A review is a member's own from now on, so his vote for it goes; it is locked by the ambient transaction. */
export async function dropVote(app: App, reviewId: string, memberId: string): Promise<void> {
  const vote = await selectVote(app, reviewId, memberId);
  if (vote === undefined) return;
  await writeVote(app, reviewId, memberId, undefined);
  await countVotes(app, reviewId, { helpful: vote ? -1 : 0, unhelpful: vote ? 0 : -1 });
  if (vote) await countFact(app, memberId, 'given', -1);
}
