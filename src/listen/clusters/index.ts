/** Near-duplicates and clusters: the same text spread many times, and what the posts of a topic are about. */
export { copiesObserver } from './copies/keep.ts';
export { copiesOf } from './copies/read.ts';
export { type GrownTalk, talkThatGrew } from './talk/grown.ts';
export { clustersOf } from './talk/read.ts';
export type { CopiesView, DuplicatesView, TalksView, TalkView } from './schema.ts';
export { clustersFeature } from './feature.ts';
/** Groups and names texts, oldest first, in a thread of its own. */
export { groupTalk } from './talk/run.ts';
export type { Talk } from './talk/find-talk.ts';
/** How copies are told: what is left of a text, the sketch of it, and the keys under which near ones meet. */
export { canonicalOf } from './copies/canonical.ts';
export { bandsOf, likeness, NEAR, sketchOf } from './copies/sketch.ts';
