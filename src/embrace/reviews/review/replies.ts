import type { Actor, App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { written } from '#embrace/forum/index.ts';
import { reviewErrors } from '../errors.ts';
import { hearReplyGone } from '../heard/hear.ts';
import { lockBoth, reviewChanged } from './change.ts';
import { tellHook } from './hooks.ts';
import { tellReplied } from './notices.ts';
import {
  deleteReply,
  insertReply,
  type ReplyRow,
  selectReplies,
  selectReply,
  updateReply,
} from './replies-store.ts';
import type { ReviewRow } from './store.ts';

export { selectReplies as repliesOf, type ReplyRow } from './replies-store.ts';

/** The company answers a review, or changes its answer: there is one, below the review. Throws `review.not_found`, `forum.empty`. */
export async function answerReview(
  app: App,
  actor: Actor,
  reviewId: string,
  markdown: string,
): Promise<ReplyRow> {
  return put(app, actor, reviewId, { markdown, key: null, name: actor.name });
}

/**
 * A colleague's answer from the inbox becomes the company's, once for each key. Where there is another one already, it throws
 * `review.answered`: nothing is overwritten unseen.
 */
export async function answerFromInbox(
  app: App,
  actor: Actor,
  answer: { key: string; reviewId: string; text: string; name: string },
): Promise<ReplyRow> {
  return put(app, actor, answer.reviewId, { markdown: answer.text, key: answer.key, name: answer.name });
}

interface Answer {
  markdown: string;
  key: string | null;
  name: string;
}

async function put(app: App, actor: Actor, reviewId: string, answer: Answer): Promise<ReplyRow> {
  const { markdown, html } = await written(app, answer.markdown);
  return app.db.transaction(async () => {
    const { product, review } = await lockBoth(app, reviewId);
    const before = (await selectReplies(app, [reviewId])).get(reviewId);
    if (before && answer.key !== null) {
      if (before.key === answer.key) return before;
      throw reviewErrors('review.answered');
    }
    if (review.state === 'removed') throw reviewErrors('review.is_removed');
    if (before?.markdown === markdown) return before;
    const row = { reviewId, markdown, html, byId: actor.id, byName: answer.name };
    if (before) await updateReply(app, row);
    else await insertReply(app, { ...row, id: newId('rvr'), key: answer.key });
    const reply = (await selectReplies(app, [reviewId])).get(reviewId)!;
    if (!before) await tellReplied(app, actor, review, product);
    await changed(app, actor, review, before ? 'review.answer_changed' : 'review.answered');
    return reply;
  });
}

async function changed(app: App, actor: Actor, review: ReviewRow, action: string): Promise<void> {
  await tellHook(app, review, 'review.changed');
  await reviewChanged(app, actor, review, { action });
}

/** Takes the company's answer away; what is gone already is no error. */
export async function removeAnswer(app: App, actor: Actor, replyId: string): Promise<void> {
  await app.db.transaction(async () => {
    const reply = await selectReply(app, { id: replyId });
    if (!reply) return;
    const { review } = await lockBoth(app, reply.reviewId);
    if ((await deleteReply(app, replyId)) === undefined) return;
    await hearReplyGone(app, replyId);
    await changed(app, actor, review, 'review.answer_removed');
  });
}

export const findAnswer = (app: App, key: string): Promise<ReplyRow | undefined> => selectReply(app, { key });
