import { z } from 'zod';
import { route, type Route } from '#platform/http/index.ts';
import { judgeSite, listSites } from './seen.ts';
import { siteInput, siteParams, siteShape } from '../schema.ts';

/** Sites that members link to. */
export const siteRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/sites',
    permission: 'moderation.read',
    summary: 'Sites that links led to',
    response: z.object({ items: z.array(siteShape) }),
    handler: async ({ app }) => ({
      items: (await listSites(app, 500)).map((site) => ({ ...site, firstAt: site.firstAt.toISOString() })),
    }),
  }),
  route({
    method: 'PUT',
    url: '/moderation/sites/:host',
    permission: 'moderation.set-up',
    summary: 'Say that a site is good or bad, or leave it to the rules',
    params: siteParams,
    body: siteInput,
    handler: ({ app, actor, params, body }) => judgeSite(app, actor, params.host, body.verdict),
  }),
];
