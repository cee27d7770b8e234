import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import { listPromises, savePromise } from './promise/promise.ts';

const promised = z.object({
  /** Hours of the calendar until the first answer; null: nothing is promised. */
  hours: z.number().min(0.1).max(1000).multipleOf(0.1).nullable(),
  /** Null: the standard calendar. */
  calendarId: z.string().max(60).nullable(),
});
export const promiseShape = promised.extend({ categoryId: z.string(), name: z.string() });

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
