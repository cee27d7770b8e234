import { route } from '#platform/http/index.ts';
import { slowTierInput, slowTierTrial, slowTierView } from './schema.ts';
import { changeSlowTier, readSlowTier, trySlowTier } from './settings.ts';

export const slowTierRoutes = [
  route({
    method: 'GET',
    url: '/understanding/slow',
    permission: 'understanding.manage',
    summary: 'How a slower model is asked about posts, and how it compares with the built-in one',
    response: slowTierView,
    handler: ({ app }) => readSlowTier(app),
  }),
  route({
    method: 'PUT',
    url: '/understanding/slow',
    permission: 'understanding.connect',
    summary: 'Set up the slower model: an endpoint that speaks the protocol of chat completions',
    body: slowTierInput,
    response: slowTierView,
    handler: ({ app, actor, body }) => changeSlowTier(app, actor, body),
  }),
  route({
    method: 'POST',
    url: '/understanding/slow/trial',
    permission: 'understanding.connect',
    summary: 'Ask the slower model about an invented post',
    response: slowTierTrial,
    perMinute: 10,
    handler: ({ app }) => trySlowTier(app),
  }),
];
