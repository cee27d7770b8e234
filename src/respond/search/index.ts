/** Search over everything that people work with, typing errors forgiven. */
export { searchFeature } from './feature.ts';
/** Marks something to be indexed anew, in the caller's transaction. */
export { indexSoon, keepIndex, rebuildIndex } from './indexer.ts';
export { searchAll } from './present.ts';
