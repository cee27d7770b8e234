import { z } from 'zod';
import { pageOf, route, type Route } from '#platform/http/index.ts';
import { reviewErrors } from '../errors.ts';
import { listReviews } from '../review/find.ts';
import { presentDetail, presentReviews } from '../review/present.ts';
import { removeReview, restoreReview } from '../review/removal.ts';
import { answerReview, removeAnswer, repliesOf } from '../review/replies.ts';
import { selectReviews } from '../review/store.ts';
import { removedInput, replyInput, reviewDetail, reviewId, reviewShape, reviewsQuery } from '../schema.ts';
import type { App } from '#platform/app/index.ts';
import { STATES } from '../domain.ts';

const ofReview = z.object({ id: reviewId });

async function detailOf(app: App, id: string) {
  const [row] = await selectReviews(app, [id]);
  if (!row) throw reviewErrors('review.not_found', { id });
  return presentDetail(app, row);
}

export const reviewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/reviews',
    permission: 'reviews.read',
    summary: 'Reviews: all, those without an answer, those that wait for a look, those that were removed',
    query: reviewsQuery,
    response: pageOf(reviewShape),
    handler: async ({ app, query }) => {
      const { product, list, sort, stars, verified, photos, cursor, limit } = query;
      const found = await listReviews(app, {
        productId: product,
        states: list === 'all' ? STATES : list === 'answer' ? ['shown'] : [list],
        isUnanswered: list === 'answer',
        sort,
        stars,
        isVerified: verified,
        hasPhotos: photos,
        cursor,
        limit,
      });
      const items = await presentReviews(app, found.rows);
      return { items, ...(found.next === undefined ? {} : { nextCursor: found.next }) };
    },
  }),
  route({
    method: 'GET',
    url: '/reviews/:id',
    permission: 'reviews.read',
    summary: 'A review with all that it said before and all that was done to it',
    params: ofReview,
    response: reviewDetail,
    handler: ({ app, params }) => detailOf(app, params.id),
  }),
  route({
    method: 'PUT',
    url: '/reviews/:id/answer',
    permission: 'reviews.write',
    summary: 'Answer a review in the name of the company, or change the answer',
    params: ofReview,
    body: replyInput,
    response: reviewDetail,
    handler: async ({ app, actor, params, body }) => {
      await answerReview(app, actor, params.id, body.text);
      return detailOf(app, params.id);
    },
  }),
  route({
    method: 'DELETE',
    url: '/reviews/:id/answer',
    permission: 'reviews.write',
    summary: 'Take the answer of the company away',
    params: ofReview,
    handler: async ({ app, actor, params }) => {
      const reply = (await repliesOf(app, [params.id])).get(params.id);
      if (reply) await removeAnswer(app, actor, reply.id);
    },
  }),
  route({
    method: 'PUT',
    url: '/reviews/:id/removed',
    permission: 'reviews.manage',
    summary: 'Remove a review for a reason that everybody reads',
    description:
      'Its author hears of it, and the page of the product says how many were removed for which reason. The reason stays written down, also when it is shown again.',
    params: ofReview,
    body: removedInput,
    response: reviewDetail,
    handler: async ({ app, actor, params, body }) => {
      await removeReview(app, actor, params.id, body);
      return detailOf(app, params.id);
    },
  }),
  route({
    method: 'DELETE',
    url: '/reviews/:id/removed',
    permission: 'reviews.manage',
    summary: 'Show a review again that was removed, or one that waits for a look',
    params: ofReview,
    response: reviewDetail,
    handler: async ({ app, actor, params }) => {
      await restoreReview(app, actor, params.id);
      return detailOf(app, params.id);
    },
  }),
];
