import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { articleId } from '#respond/knowledge/index.ts';
import { makeArticle, unmakeArticle } from './article.ts';
import { originOf, sourceQuery, toSource } from './origin.ts';
import { propose } from './propose.ts';
import { madeThread, newArticle, newThread, originShape, proposalShape, threadId } from './schema.ts';
import { makeThread, unmakeThread } from './thread.ts';

const BIG = 2 * 1024 * 1024;
const ofArticle = z.object({ id: articleId });

/** What was said becomes an article or a thread. */
export const madeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/contributions/proposal',
    permission: 'knowledge.write',
    summary:
      'What would be made of an answer, a solved thread or a solved case, without what tells of a person',
    description: 'Nothing is stored. `articleId` and `threadId` tell what was made of it already.',
    query: sourceQuery,
    response: proposalShape,
    handler: ({ app, actor, query }) => propose(app, actor, toSource(query)),
  }),
  route({
    method: 'POST',
    url: '/contributions/articles',
    permission: 'knowledge.write',
    summary: 'Begin an article of something that was said, as a draft',
    description: 'Once for each source. Members whose answers were accepted are credited.',
    body: newArticle,
    bodyLimit: BIG,
    response: ofArticle,
    status: 201,
    handler: ({ app, actor, body }) => makeArticle(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/contributions/articles/:id',
    permission: 'knowledge.read',
    summary: 'Of what an article was made, and which members are credited',
    params: ofArticle,
    response: originShape,
    handler: ({ app, params }) => originOf(app, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/contributions/articles/:id',
    permission: 'knowledge.write',
    summary: 'Drop a draft that was made by mistake',
    params: ofArticle,
    handler: ({ app, actor, params }) => unmakeArticle(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/contributions/threads',
    permission: 'community.write',
    summary: 'Ask a question in the company’s name with our answer, as it was said elsewhere',
    description: 'It is public at once; `isChecked` says that a person has read it. Once for each source.',
    body: newThread,
    response: madeThread,
    status: 201,
    handler: ({ app, actor, body }) => makeThread(app, actor, body),
  }),
  route({
    method: 'DELETE',
    url: '/contributions/threads/:id',
    permission: 'community.write',
    summary: 'Take such a thread away again, while nobody else has written in it',
    params: z.object({ id: threadId }),
    handler: ({ app, actor, params }) => unmakeThread(app, actor, params.id),
  }),
];
