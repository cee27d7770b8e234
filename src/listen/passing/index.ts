/** A small sample of the posts that match no topic, for a day at most: what a new topic would find. */
export type { PassingPost } from './domain.ts';
export { type Estimate, estimatePerDay } from './estimate.ts';
export { passingFeature } from './feature.ts';
export { findPassing, type PassingFound, type PassingSample, readSample } from './service.ts';
