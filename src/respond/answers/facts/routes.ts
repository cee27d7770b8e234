import { route, type Route } from '#platform/http/index.ts';
import { factsQuery, factsShape } from './schema.ts';
import { readDeflection } from './service.ts';

export const factsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/answers/facts',
    permission: 'answers.read',
    summary: 'What visitors of the public site searched, opened and were helped by; nothing about who it was',
    query: factsQuery,
    response: factsShape,
    handler: ({ app, query }) => readDeflection(app, query.days),
  }),
];
