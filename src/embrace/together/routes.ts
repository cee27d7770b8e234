import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import { countLate, listPromises, savePromise } from './promise/promise.ts';
import { lateShape, promised, promiseShape } from './schema.ts';

export const togetherRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/community/promises',
    permission: 'together.read',
    summary: 'Within how many hours questions of each category get a first answer',
    response: z.object({ items: z.array(promiseShape) }),
    handler: async ({ app }) => ({ items: await listPromises(app) }),
  }),
  route({
    method: 'GET',
    url: '/community/promises/late',
    permission: 'together.read',
    summary: 'How many questions wait longer than was promised, counted up to a thousand',
    response: lateShape,
    handler: async ({ app }) => ({ late: await countLate(app) }),
  }),
  route({
    method: 'PUT',
    url: '/community/promises/:id',
    permission: 'together.promise',
    summary:
      'Promise a first answer in a category; a question that waits longer becomes a case in the inbox, once',
    params: z.object({ id: idOf('fcat') }),
    body: promised,
    handler: ({ app, actor, params, body }) => savePromise(app, actor, params.id, body),
  }),
];
