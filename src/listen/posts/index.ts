/** Stored posts: what was said, by whom, where it stands, and which topics it belongs to. */
export { authorShape, labelShape, type LabelView, postId, postShape, type PostView } from './schema.ts';
export {
  CUT_TERM,
  type PostContent,
  type PostDraft,
  isAnsweringMachine,
  isAutomatic,
  searchTerms,
  type StoredPost,
  type TopicMatch,
} from './domain.ts';
export {
  type AnyPostsObserver,
  anyPostsPort,
  type PostHolds,
  postHoldsPort,
  type PostLabels,
  postLabelsPort,
  type TopicLabels,
  topicLabelsPort,
  type TopicPostsObserver,
  topicPostsPort,
} from './ports.ts';
export {
  countAllPosts,
  countRecentPosts,
  findPosts,
  findThread,
  listStream,
  lookBack,
  oldestPostTime,
  postsByAuthor,
  preselect,
  type Preselected,
  readPost,
  readPosts,
  readStoredPosts,
  removePostsOfOrigin,
  removePostsOfSource,
  type StreamAsked,
} from './service.ts';
export { authorView } from './views.ts';
export {
  addTopicMatches,
  dropTopicMatches,
  forgetPosts,
  forgetPostsOfAccounts,
  noteChangedPosts,
  removeTopicMatches,
  storePosts,
} from './write.ts';
export {
  countTopicMatches,
  countTopicSince,
  findKnownPosts,
  firstIdSince,
  holdStanding,
  type KnownPost,
  type TopicCount,
} from './lookups.ts';
/** Those of these posts that everybody may read. */
export { selectPublic as publicPostIds } from './store.ts';
export { readMinuteCounts } from './minute-counts.ts';
export { postErrors } from './errors.ts';
export { postsFeature } from './feature.ts';
import './events.ts';
export { type PackedPosts, packPosts, type UnsignedDraft } from './pack.ts';
export {
  firstIdAt,
  type PostFacts,
  readPostFacts,
  readTopicSpans,
  spanOfSlot,
  timeOfPost,
  type TimeSpan,
} from './facts.ts';
export {
  type PostState,
  type PostWords,
  readPostStates,
  readPostWords,
  readSlots,
  readTopicWords,
  type TopicWords,
} from './words.ts';
/** Ids of topics that had posts when counts were last settled, removed topics that can still come back included. */
export { selectTopicsWithPosts as readTopicsWithPosts } from './facts-store.ts';
