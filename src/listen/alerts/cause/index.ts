/** Why there are more posts: words, talk, places, authors, links. */
export type { Cause, KeptCause } from './cause.ts';
export { findCause } from './find-cause.ts';
export { causeLines, toldCause, type ToldCause } from './told-cause.ts';
