import { type App, definePort } from '#platform/app/index.ts';

/** Who wants to know of ratings. */
export interface RatingObserver {
  /** In the transaction that keeps the rating. */
  onRated(app: App, conversationIds: readonly string[], rating: number, ratingId: string): Promise<void>;
  /** A customer said that nobody called back, in the transaction of that. Told apart by `complaintId`. */
  onNoCall?(app: App, conversationIds: readonly string[], complaintId: string): Promise<void>;
}

/** Without an answer ratings are kept here alone. */
export const ratingObserverPort = definePort<RatingObserver>('satisfaction.observer');
