import { z } from 'zod';
import { idOf, route, type Route } from '#platform/http/index.ts';
import {
  savedView,
  undoToken,
  viewChange,
  viewCount,
  viewCountInput,
  viewCounts,
  viewInput,
  viewKind,
  viewOrder,
} from '../schema.ts';
import {
  changeView,
  countView,
  countViews,
  deleteView,
  listViews,
  orderViews,
  saveView,
} from '../service/views.ts';

const one = z.object({ id: idOf('view') });

export const viewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/inbox/views',
    permission: 'inbox.read',
    summary: 'Saved views of the inbox or of cases: your own and shared ones, in your order',
    query: z.object({ kind: viewKind }),
    response: z.object({ items: z.array(savedView) }),
    handler: async ({ app, actor, query }) => ({ items: await listViews(app, actor, query.kind) }),
  }),
  route({
    method: 'GET',
    url: '/inbox/views/counts',
    permission: 'inbox.read',
    summary: 'How many conversations your saved views show, each number at most 100',
    description:
      'Those with a condition are counted as far as the time allows; `atLeast` names the ones of which there may be more.',
    response: viewCounts,
    handler: ({ app, actor }) => countViews(app, actor),
  }),
  route({
    method: 'POST',
    url: '/inbox/views/count',
    permission: 'inbox.read',
    summary: 'How many conversations filters and a condition leave; saves nothing',
    body: viewCountInput,
    response: viewCount,
    perMinute: 120,
    handler: ({ app, actor, body }) => countView(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/inbox/views',
    permission: 'inbox.work',
    summary: 'Save a view',
    description:
      '`condition` may ask for everything that GET /conditions/facts names, in groups of all, any and none.',
    body: viewInput,
    response: savedView,
    handler: ({ app, actor, body }) => saveView(app, actor, body),
  }),
  route({
    method: 'PUT',
    url: '/inbox/views/order',
    permission: 'inbox.work',
    summary: 'Put the saved views of your rail in another order',
    body: viewOrder,
    handler: ({ app, actor, body }) => orderViews(app, actor, body.kind, body.ids),
  }),
  route({
    method: 'PATCH',
    url: '/inbox/views/:id',
    permission: 'inbox.work',
    summary: 'Rename a saved view, share it, or give it other filters or another condition',
    params: one,
    body: viewChange,
    response: savedView,
    handler: ({ app, actor, params, body }) => changeView(app, actor, params.id, body),
  }),
  route({
    method: 'DELETE',
    url: '/inbox/views/:id',
    permission: 'inbox.work',
    summary: 'Delete a saved view',
    params: one,
    response: undoToken,
    handler: ({ app, actor, params }) => deleteView(app, actor, params.id),
  }),
];
