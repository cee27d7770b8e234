/** Topics: saved queries that decide which posts are kept, and for whom. */
import './events.ts';

export { topicErrors } from './errors.ts';
export { topicsFeature } from './feature.ts';
export { keepTopicsLive } from './live.ts';
export type { QueryProblem, TopicInput, TopicView } from './schema.ts';
export { createTopic, forgetTopic, listTopics, removeTopic } from './service.ts';
