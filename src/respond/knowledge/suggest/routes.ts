import { z } from 'zod';
import { route } from '#platform/http/index.ts';
import { useId } from '../schema.ts';
import { suggestionsQuery, suggestionsShape, usedShape, useInput } from './schema.ts';
import { suggestFor } from './service.ts';
import { takeBackUse, useArticle } from './uses.ts';

export const suggestRoutes = [
  route({
    method: 'GET',
    url: '/knowledge/suggestions',
    permission: 'knowledge.read',
    summary: 'Articles, canned replies and solved conversations that fit to a conversation, and why',
    query: suggestionsQuery,
    response: suggestionsShape,
    handler: ({ app, actor, query }) => suggestFor(app, actor, query.conversation, query.q),
  }),
  route({
    method: 'POST',
    url: '/knowledge/uses',
    permission: 'inbox.work',
    summary: 'Note that an article went into an answer',
    description:
      'When the conversation is done, the article learns what it was asked. The same article twice is one use.',
    body: useInput,
    response: usedShape,
    status: 201,
    handler: ({ app, actor, body }) => useArticle(app, actor, body),
  }),
  route({
    method: 'DELETE',
    url: '/knowledge/uses/:id',
    permission: 'inbox.work',
    summary: 'Take the use of an article back, and what it learned from it',
    params: z.object({ id: useId }),
    handler: ({ app, actor, params }) => takeBackUse(app, actor, params.id),
  }),
];
