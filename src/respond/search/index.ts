/** Search over everything that people work with, typing errors forgiven. */
export { searchFeature } from './feature.ts';
/** Marks something to be indexed anew, in the caller's transaction. */
export { indexSoon, keepIndex, rebuildIndex } from './indexer.ts';
/** Forgets words with the posts that said them: provide it before the inbox's own for `postObserverPort`. */
export { searchForgets } from './indexer.ts';
export { searchAll } from './present.ts';
