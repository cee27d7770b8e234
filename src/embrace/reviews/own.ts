import { systemActor } from '#platform/app/index.ts';
import { forgetDetails } from '#platform/audit/index.ts';
import type { Belongings } from '#people/members/index.ts';
import { setPhotos } from './review/photos.ts';
import { selectReviews } from './review/store.ts';
import { removeReview } from './review/removal.ts';
import { lockReview } from './review/store.ts';
import { countVotes, writeVote } from './review/votes-store.ts';
import { disown, emptyReviews, selectBelongings, selectOwnReviews, selectVoted } from './own-store.ts';

/**
 * What members take along of reviews, and what stays: with their content what they said stays and is nobody's; without it the reviews are withdrawn and no
 * word of them is left. Provide it for `memberBelongingsPort`.
 */
export const reviewBelongings: Belongings = {
  key: 'reviews',
  exportOf: selectBelongings,
  async erase(app, memberId, { keepsContent }) {
    const ids = await selectOwnReviews(app, memberId);
    if (!keepsContent) {
      for (const { id, state } of await selectReviews(app, ids))
        if (state !== 'removed')
          await removeReview(app, systemActor, id, { reason: 'withdrawn', note: '', isToldElsewhere: true });
      for (const id of ids) await setPhotos(app, id, []);
      await emptyReviews(app, ids);
      await forgetDetails(app, ids, ['title']);
    }
    await disown(app, memberId);
    if (keepsContent) return;
    for (const { reviewId, isHelpful } of await selectVoted(app, memberId)) {
      await lockReview(app, reviewId);
      await writeVote(app, reviewId, memberId, undefined);
      await countVotes(
        app,
        reviewId,
        isHelpful ? { helpful: -1, unhelpful: 0 } : { helpful: 0, unhelpful: -1 },
      );
    }
  },
};
