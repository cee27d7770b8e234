import type { Actor, App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { forgetAbout } from '#embrace/notifications/index.ts';
import { countFact } from '#embrace/trust/index.ts';
import type { RemovalReason } from '../domain.ts';
import { reviewErrors } from '../errors.ts';
import { countStars } from '../product/store.ts';
import { lockBoth, reviewChanged } from './change.ts';
import { insertRemoval } from './history-store.ts';
import { tellHook } from './hooks.ts';
import { tellRemoved } from './notices.ts';
import { endWaiting, lockReview, type ReviewRow, selectReviews, updateState } from './store.ts';
import type { Writer } from './writer.ts';

/** Takes a review away for a reason that everybody reads, and that stays written down; its author hears of it, unless somebody else tells him. Throws `review.not_found`, `review.is_removed`. */
export async function removeReview(
  app: App,
  actor: Actor,
  id: string,
  {
    reason,
    note,
    isToldElsewhere = false,
  }: { reason: RemovalReason; note: string; isToldElsewhere?: boolean },
): Promise<ReviewRow> {
  return app.db.transaction(async () => {
    const { product, review } = await lockBoth(app, id);
    if (review.state === 'removed') throw reviewErrors('review.is_removed');
    const removed = await move(app, actor, review, { state: 'removed', reason, note });
    if (!isToldElsewhere) await tellRemoved(app, actor, removed, product);
    return removed;
  });
}

/** Its author takes his own review away: a member, also one that he wrote by a link to the address that he has proven, or a buyer by his link. Throws `review.may_not`. */
export async function withdrawReview(
  app: App,
  { id: writerId, memberId, buyerHash, isInvited, actor }: Omit<Writer, 'name' | 'incentive'>,
  id: string,
): Promise<void> {
  await app.db.transaction(async () => {
    const { review } = await lockBoth(app, id);
    // A link to his address is good for what he wrote as a member, too, as it is for changing it.
    const isByAddress = buyerHash !== null && review.buyerHash === buyerHash;
    const isHis =
      review.writerId === writerId ||
      (memberId !== null && review.memberId === memberId) ||
      (isByAddress && (review.memberId === null || isInvited));
    if (!isHis) throw reviewErrors('review.may_not');
    if (review.state === 'removed') return;
    await move(app, actor, review, { state: 'removed', reason: 'withdrawn', note: '' });
    if (review.memberId !== null) await countFact(app, review.memberId, 'reviews', -1);
  });
}

/** Shows what was removed by the team, or waited for a look. What its author withdrew stays withdrawn, and waits no more if he comes back. Throws `review.not_found`. */
export async function restoreReview(app: App, actor: Actor, id: string): Promise<ReviewRow> {
  return app.db.transaction(async () => {
    const { review } = await lockBoth(app, id);
    if (review.removedReason === 'withdrawn') await endWaiting(app, id);
    // Of what somebody left without his words there is nothing to show.
    const isNothing = review.removedReason === 'withdrawn' || review.title === '';
    if (review.state === 'shown' || isNothing) return review;
    return move(app, actor, review, { state: 'shown', reason: null, note: '' });
  });
}

/** Takes a review back until a colleague has looked at it; how many wait is told to everybody. */
export async function holdReview(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const { review } = await lockBoth(app, id);
    if (review.state === 'shown') await move(app, actor, review, { state: 'held', reason: null, note: '' });
  });
}

interface Move {
  state: ReviewRow['state'];
  reason: RemovalReason | null;
  note: string;
}

/** Of a locked review of a locked product. */
async function move(app: App, actor: Actor, review: ReviewRow, to: Move): Promise<ReviewRow> {
  await updateState(app, review.id, { ...to, by: to.state === 'removed' ? actor.name : null });
  if (to.state !== 'held')
    await insertRemoval(app, {
      id: newId('rvx'),
      reviewId: review.id,
      reason: to.reason,
      note: to.note,
      byId: actor.id,
      byName: actor.name,
    });
  await countStars(app, review.productId, {
    from: review.state === 'shown' ? review.stars : null,
    to: to.state === 'shown' ? review.stars : null,
  });
  if (to.state !== 'shown') await forgetAbout(app, [review.id]);
  const [next] = await selectReviews(app, [review.id]);
  await tellHook(
    app,
    next!,
    to.state === 'shown' && review.shownAt === null ? 'review.created' : 'review.changed',
  );
  const action = `review.${to.state}`;
  await reviewChanged(app, actor, next!, { action, detail: { reason: to.reason, note: to.note } });
  return (await lockReview(app, review.id))!;
}
