import { z } from 'zod';
import { pageOf, route } from '#platform/http/index.ts';
import { postId, postShape } from '#listen/posts/index.ts';
import { copiesOf, duplicatesOf } from './copies/read.ts';
import {
  copiesQuery,
  copiesShape,
  duplicatesQuery,
  duplicatesShape,
  talkId,
  talkPostsQuery,
  talkQuery,
  talksShape,
} from './schema.ts';
import { clustersSoFar, postsOfTalk } from './talk/read.ts';

const read = 'clusters.read';

export const clusterRoutes = [
  route({
    method: 'GET',
    url: '/copies',
    permission: read,
    summary: 'Which of these posts stand more than once, and how often',
    query: copiesQuery,
    response: z.object({ items: z.array(copiesShape) }),
    handler: async ({ app, query }) => ({ items: [...(await copiesOf(app, query.posts)).values()] }),
  }),
  route({
    method: 'GET',
    url: '/copies/:id',
    permission: read,
    summary: 'All posts that say the same as this one or nearly the same, and who wrote them',
    params: z.object({ id: postId }),
    query: duplicatesQuery,
    response: duplicatesShape,
    handler: ({ app, params, query }) => duplicatesOf(app, params.id, query),
  }),
  route({
    method: 'GET',
    url: '/talk',
    permission: read,
    summary: 'What people talk about in a topic and period',
    query: talkQuery,
    response: talksShape,
    handler: ({ app, query: { topic, ...period } }) => clustersSoFar(app, { topicId: topic, ...period }),
  }),
  route({
    method: 'GET',
    url: '/talk/:id/posts',
    permission: read,
    summary: 'The posts that talk of one matter, newest first',
    params: z.object({ id: talkId }),
    query: talkPostsQuery,
    response: pageOf(postShape),
    handler: ({ app, params, query: { topic, ...asked } }) =>
      postsOfTalk(app, params.id, { topicId: topic, ...asked }),
  }),
];
