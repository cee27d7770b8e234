import { route } from '#platform/http/index.ts';
import { readStatistics } from './kept.ts';
import { statisticsQuery, statisticsShape } from './schema.ts';

export const statisticsRoute = route({
  method: 'GET',
  url: '/forum/statistics',
  permission: 'community.read',
  summary: 'What the community did, beside the period before',
  query: statisticsQuery,
  response: statisticsShape,
  handler: ({ app, query }) => readStatistics(app, query),
});
