/** Topics: saved queries that decide which posts are kept, and for whom. */
import './events.ts';

export { runTopics } from './cli.ts';
export { topicsFeature } from './feature.ts';
export { keepTopicsLive } from './live.ts';
/** What corrected labels mean for topics that ask for them: provide it for `correctionObserverPort`. */
export { topicCorrections } from './reconsider.ts';
export { forgetTopic, removeTopic } from './removal.ts';
export type { QueryProblem, TopicInput, TopicView } from './schema.ts';
export { createTopic, listTopics } from './service.ts';
/** Ids, names and kinds of all topics, oldest first, without a count. */
export { selectTopicNames as readTopicNames, type TopicName } from './store.ts';
