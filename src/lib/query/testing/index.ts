/**
 * Random queries and documents for tests that compare ways to match. Each is the same for the same seed, so a seed in a
 * failure is all that is needed to see it again.
 */
export { LONGEST_TEXT, randomDocument } from './documents.ts';
export { type RandomQuery, randomQuery } from './queries.ts';
export { Random } from './random.ts';
