import { type App, systemActor } from '#platform/app/index.ts';
import { forgetDetails } from '#platform/audit/index.ts';
import { type Belongings, readMembers } from '#people/members/index.ts';
import { setPhotos } from './review/photos.ts';
import { lockReview, selectReviews } from './review/store.ts';
import { removeReview } from './review/removal.ts';
import { countVotes, writeVote } from './review/votes-store.ts';
import { memberWriter } from './review/writer.ts';
import {
  disown,
  emptyReviews,
  forgetRequests,
  type Owner,
  selectBelongings,
  selectOwnReviews,
  selectVoted,
} from './own-store.ts';

/**
 * What members take along of reviews, and what stays: with their content what they said stays and is nobody's; without it the reviews are withdrawn and no
 * word of them is left. That somebody bought something stays, as the shop told it. Provide it for `memberBelongingsPort`.
 */
export const reviewBelongings: Belongings = {
  key: 'reviews',
  exportOf: async (app, memberId) => selectBelongings(app, await ownerOf(app, memberId)),
  async erase(app, memberId, { keepsContent }) {
    const owner = await ownerOf(app, memberId);
    await forgetRequests(app, owner);
    if (!keepsContent) await takeWords(app, await selectOwnReviews(app, owner));
    await disown(app, owner);
    if (!keepsContent) await takeVotes(app, memberId);
  },
};

async function ownerOf(app: App, memberId: string): Promise<Owner> {
  const member = (await readMembers(app, [memberId])).get(memberId);
  return { memberId, buyerHash: member ? memberWriter(app, member).buyerHash : null };
}

async function takeWords(app: App, ids: readonly string[]): Promise<void> {
  for (const { id, state } of await selectReviews(app, ids))
    if (state !== 'removed')
      await removeReview(app, systemActor, id, { reason: 'withdrawn', note: '', isToldElsewhere: true });
  for (const id of ids) await setPhotos(app, id, []);
  await emptyReviews(app, ids);
  await forgetDetails(app, ids, ['title']);
}

async function takeVotes(app: App, memberId: string): Promise<void> {
  for (const { reviewId, isHelpful } of await selectVoted(app, memberId)) {
    await lockReview(app, reviewId);
    await writeVote(app, reviewId, memberId, undefined);
    const add = isHelpful ? { helpful: -1, unhelpful: 0 } : { helpful: 0, unhelpful: -1 };
    await countVotes(app, reviewId, add);
  }
}
