import { addressOf } from '#platform/addresses/index.ts';
import { route } from '#platform/http/index.ts';
import { figuresQuery, figuresShape } from '../figures/schema.ts';
import { readFigures } from '../figures/service.ts';
import { centreShape, centreView } from './schema.ts';
import { CENTRE, readCentre, saveCentre } from './settings.ts';

export const centreRoutes = [
  route({
    method: 'GET',
    url: '/knowledge/centre',
    permission: 'knowledge.read',
    summary: 'How the help centre is set up, and whether it is open',
    response: centreView,
    handler: async ({ app }) => ({ ...(await readCentre(app)), url: addressOf(app, CENTRE) }),
  }),
  route({
    method: 'PUT',
    url: '/knowledge/centre',
    permission: 'knowledge.manage',
    summary: 'Open, close or set up the help centre',
    body: centreShape,
    handler: ({ app, actor, body }) => saveCentre(app, actor, body),
  }),
  route({
    method: 'GET',
    url: '/knowledge/figures',
    permission: 'knowledge.read',
    summary: 'Searches, views, votes and uses, by day and article; nothing about who it was',
    query: figuresQuery,
    response: figuresShape,
    handler: ({ app, query }) => readFigures(app, query.days),
  }),
];
