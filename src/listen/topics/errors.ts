import { defineErrors } from '#platform/errors/index.ts';

export const topicErrors = defineErrors({
  'topic.not_found': { status: 404, text: 'There is no topic {id}; it may have been removed.' },
  'topic.query_invalid': {
    status: 400,
    text: 'The query is not usable: {message} (character {at}). Nothing was saved.',
  },
  'topic.name_taken': { status: 409, text: 'There is already a topic called {name}. Choose another name.' },
  'topic.examples_fail': {
    status: 409,
    text: '{failing} of {all} examples fail with this query. Nothing was saved. Mend the query or the examples, or save with acceptFailing.',
  },
  'topic.not_restorable': {
    status: 410,
    text: 'The topic is gone for good: removed topics can be brought back for a day.',
  },
  'topic.no_backfill': { status: 409, text: 'No search of earlier posts is {state} for this topic.' },
});
