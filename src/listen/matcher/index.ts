/** Which topics a post belongs to. */
export type { MatchableTopic } from './compartment.ts';
export { LearnedFrequencies } from './engine/frequencies.ts';
export { Matcher, type MatcherFigures } from './matcher.ts';
export { documentOf, type MatchablePost } from './document.ts';
export { runMatch } from './cli.ts';
export { isGone, type Streams } from './match-posts.ts';
export { type Line, linesOf } from './lines.ts';
