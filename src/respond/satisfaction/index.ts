/** Satisfaction: customers are asked after a conversation is done, seldom and where the company chose, and what they answer. */
export { satisfactionFeature } from './feature.ts';
export { addRatingPages } from './pages.ts';
/** Reports that want to know: provide it. */
export { type RatingObserver, ratingObserverPort } from './ports.ts';
/** `recordRating` is for ratings that are given elsewhere, such as on the page of a case. */
export { type Rating, recordRating, refuseAfterComplaint, tellNoCall } from './rate.ts';
export {
  readSettings as readSatisfactionSettings,
  saveSettings as saveSatisfactionSettings,
} from './settings.ts';
/** What webhooks hear of ratings. */
export { satisfactionHookTypes } from './hooks.ts';
