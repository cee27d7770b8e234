import { z } from 'zod';
import { pageOf, route } from '#platform/http/index.ts';
import { postShape } from '#listen/posts/index.ts';
import { askForBackfill, steerBackfill } from './backfill.ts';
import { problemsOf } from './domain.ts';
import { previewQuery, searchStream } from './preview.ts';
import {
  preview,
  previewInput,
  streamQuery,
  topicChange,
  topicId,
  topicInput,
  topicShape,
  validation,
} from './schema.ts';
import {
  changeTopic,
  createTopic,
  listTopics,
  readTopic,
  removeTopic,
  restoreTopic,
  setTopicState,
} from './service.ts';

const params = z.object({ id: topicId });
const read = 'topics.read';
const write = 'topics.write';

export const topicRoutes = [
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
    summary: 'One topic',
    params,
    response: topicShape,
    handler: ({ app, params }) => readTopic(app, params.id),
  }),
  route({
    method: 'POST',
    url: '/topics',
    permission: write,
    summary: 'Save a new topic',
    body: topicInput,
    response: topicShape,
    status: 201,
    handler: ({ app, actor, body }) => createTopic(app, actor, body),
  }),
  route({
    method: 'PATCH',
    url: '/topics/:id',
    permission: write,
    summary: 'Change a topic',
    description: 'With another query its matches are found anew among stored posts.',
    params,
    body: topicChange,
    response: topicShape,
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
    summary: 'Bring a removed topic back',
    body: z.object({ undo: topicId }),
    response: topicShape,
    handler: ({ app, actor, body }) => restoreTopic(app, actor, body.undo),
  }),
  ...(['pause', 'resume'] as const).map((wish) =>
    route({
      method: 'POST',
      url: `/topics/:id/${wish}`,
      permission: write,
      summary: wish === 'pause' ? 'Take no new posts' : 'Take new posts again',
      params,
      response: topicShape,
      handler: ({ app, actor, params }) =>
        setTopicState(app, actor, params.id, wish === 'pause' ? 'paused' : 'active'),
    }),
  ),
  route({
    method: 'POST',
    url: '/topics/validate',
    permission: read,
    summary: 'Is a query usable? If not: where, why, and what to do',
    body: z.object({ query: z.string().max(20_000) }),
    response: validation,
    handler: async ({ body }) => {
      const problems = problemsOf(body.query);
      return { valid: problems.length === 0, problems };
    },
  }),
  route({
    method: 'POST',
    url: '/topics/preview',
    permission: read,
    summary: 'The stored posts that a query would match',
    perMinute: 120,
    body: previewInput,
    response: preview,
    handler: ({ app, body }) => previewQuery(app, body.query, body.days),
  }),
  route({
    method: 'POST',
    url: '/topics/:id/backfill',
    permission: write,
    summary: 'Look through stored posts for this topic',
    params,
    body: z.object({ days: z.number().int().min(1).max(3650).default(30) }),
    response: topicShape,
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
      response: topicShape,
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
