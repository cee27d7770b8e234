import { type App, definePort } from '#platform/app/index.ts';

/** A review with one or two stars that the inbox has heard. */
export interface BadReview {
  reviewId: string;
  title: string;
}

/** Makes a case of it, in the ambient transaction; answers its id, or undefined while the inbox knows no conversation. Provided in `main/wiring-community.ts`. */
export const badReviewPort =
  definePort<(app: App, review: BadReview) => Promise<string | undefined>>('reviews.bad');
