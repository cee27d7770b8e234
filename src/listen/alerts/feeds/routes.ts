import { z } from 'zod';
import { idOf, route, text } from '#platform/http/index.ts';
import { feedShape } from './schema.ts';
import { addFeed, listFeeds, readFeed, removeFeed, renewFeed } from './service.ts';

export const feedRoutes = [
  route({
    method: 'GET',
    url: '/alerts/feeds',
    permission: 'alerts.rules',
    summary: 'Feeds of incidents; their addresses are shown only once',
    response: z.object({ items: z.array(feedShape) }),
    handler: async ({ app }) => ({ items: await listFeeds(app) }),
  }),
  route({
    method: 'POST',
    url: '/alerts/feeds',
    permission: 'alerts.rules',
    summary: 'Make a feed with a secret address',
    body: z.object({ name: text(120) }),
    response: z.object({ id: z.string(), url: z.string() }),
    status: 201,
    handler: ({ app, actor, body }) => addFeed(app, actor, body.name),
  }),
  route({
    method: 'POST',
    url: '/alerts/feeds/:id/renew',
    permission: 'alerts.rules',
    summary: 'Give a feed another address; the old one leads nowhere from now on',
    params: z.object({ id: idOf('afeed') }),
    response: z.object({ id: z.string(), url: z.string() }),
    handler: ({ app, actor, params }) => renewFeed(app, actor, params.id),
  }),
  route({
    method: 'DELETE',
    url: '/alerts/feeds/:id',
    permission: 'alerts.rules',
    summary: 'Take a feed’s address back',
    params: z.object({ id: idOf('afeed') }),
    handler: ({ app, actor, params }) => removeFeed(app, actor, params.id),
  }),
  route({
    method: 'GET',
    url: '/alerts/feeds/:secret.atom',
    permission: 'public',
    summary: 'Incidents as Atom, for whoever knows the address',
    params: z.object({ secret: z.string().min(20).max(100) }),
    perMinute: 60,
    stream: true,
    handler: async ({ app, params, reply }) => {
      const atom = await readFeed(app, params.secret);
      reply.header('cache-control', 'private, max-age=60').type('application/atom+xml; charset=utf-8');
      await reply.send(atom);
    },
  }),
];
