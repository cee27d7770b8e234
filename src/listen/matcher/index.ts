/** Which topics a post belongs to. */
export { type MatchableTopic, type Matcher, type MatcherFigures, createMatcher } from './engine.ts';
export { documentOf, type MatchablePost } from './document.ts';
export { runMatch } from './cli.ts';
export { matchPosts, type Streams } from './match-posts.ts';
