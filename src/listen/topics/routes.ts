import { z } from 'zod';
import { pageOf, route } from '#platform/http/index.ts';
import { postShape } from '#listen/posts/index.ts';
import { askForBackfill, steerBackfill } from './backfill.ts';
import { manyRoutes } from './many-routes.ts';
import { removeTopic, restoreTopic } from './removal.ts';
import { streamQuery, topicChange, topicDetail, topicId, topicInput, topicShape } from './schema.ts';
import { searchStream } from './search.ts';
import { changeTopic, createTopic, listTopics, readTopic, setTopicState } from './service.ts';
import { trialRoutes } from './trial-routes.ts';

const params = z.object({ id: topicId });
const read = 'topics.read';
const write = 'topics.write';

const ownRoutes = [
  route({
    method: 'GET',
    url: '/topics',
    permission: read,
    summary: 'All topics with their counts',
    response: z.object({ items: z.array(topicShape) }),
    handler: async ({ app }) => ({ items: await listTopics(app) }),
  }),
  route({
    method: 'GET',
    url: '/topics/:id',
    permission: read,
    summary: 'One topic with its examples',
    params,
    response: topicDetail,
    handler: ({ app, params }) => readTopic(app, params.id),
  }),
  route({
    method: 'POST',
    url: '/topics',
    permission: write,
    summary: 'Save a new topic',
    description: 'With a failing example it is refused, unless `acceptFailing` is true.',
    body: topicInput,
    response: topicDetail,
    status: 201,
    handler: ({ app, actor, body }) => createTopic(app, actor, body),
  }),
  route({
    method: 'PATCH',
    url: '/topics/:id',
    permission: write,
    summary: 'Change a topic',
    description:
      'With another query its posts are checked again and stored posts are looked through. With a failing example it is refused, unless `acceptFailing` is true.',
    params,
    body: topicChange,
    response: topicDetail,
    handler: ({ app, actor, params, body }) => changeTopic(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/topics/:id',
    permission: write,
    summary: 'Remove a topic; it can be restored for a day',
    params,
    response: z.object({ undo: z.string() }),
    handler: ({ app, actor, params }) => removeTopic(app, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/topics/restore',
    permission: write,
    summary: 'Bring a removed topic back as it was',
    body: z.object({ undo: topicId }),
    response: topicDetail,
    handler: ({ app, actor, body }) => restoreTopic(app, actor, body.undo),
  }),
  ...(['pause', 'resume'] as const).map((wish) =>
    route({
      method: 'POST',
      url: `/topics/:id/${wish}`,
      permission: write,
      summary: wish === 'pause' ? 'Take no new posts' : 'Take new posts again',
      params,
      response: topicDetail,
      handler: ({ app, actor, params }) =>
        setTopicState(app, actor, params.id, wish === 'pause' ? 'paused' : 'active'),
    }),
  ),
  route({
    method: 'POST',
    url: '/topics/:id/backfill',
    permission: write,
    summary: 'Look through stored posts for this topic',
    params,
    body: z.object({ days: z.number().int().min(1).max(3650).default(30) }),
    response: topicDetail,
    status: 202,
    handler: async ({ app, actor, params, body }) => {
      await readTopic(app, params.id);
      await askForBackfill(app, actor, params.id, body.days);
      return readTopic(app, params.id);
    },
  }),
  ...(['pause', 'resume', 'cancel'] as const).map((wish) =>
    route({
      method: 'POST',
      url: `/topics/:id/backfill/${wish}`,
      permission: write,
      summary: `${wish[0]!.toUpperCase()}${wish.slice(1)} the search of stored posts`,
      params,
      response: topicDetail,
      handler: async ({ app, actor, params }) => {
        await steerBackfill(app, actor, params.id, wish);
        return readTopic(app, params.id);
      },
    }),
  ),
  route({
    method: 'GET',
    url: '/stream',
    permission: read,
    summary: 'Stored posts, newest first',
    description: '`q` is a query in the topics language.',
    query: streamQuery,
    response: pageOf(postShape),
    handler: ({ app, query }) =>
      searchStream(app, {
        topicId: query.topic,
        sourceId: query.source,
        q: query.q,
        cursor: query.cursor,
        limit: query.limit,
      }),
  }),
];

export const topicRoutes = [...ownRoutes, ...trialRoutes, ...manyRoutes];
