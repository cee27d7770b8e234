import { type App, definePort } from '#platform/app/index.ts';

/** Reports that want to know of ratings. */
export interface RatingObserver {
  /** In the transaction that keeps the rating. */
  onRated(app: App, conversationIds: readonly string[], rating: number): Promise<void>;
}

/** Without an answer ratings are kept here alone. */
export const ratingObserverPort = definePort<RatingObserver>('satisfaction.observer');
