import { defineErrors } from '#platform/errors/index.ts';

export const clusterErrors = defineErrors({
  'talk.no_topic': {
    status: 404,
    text: 'There is no topic {topic}. It may have been removed. Choose another one.',
  },
  'talk.period_wrong': {
    status: 400,
    text: 'The period must end after it begins and have at most {days} days.',
  },
  'talk.gone': {
    status: 404,
    text: 'Nothing in this period talks of this any more. Look at what they talk about now.',
  },
});
