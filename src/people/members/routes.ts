import { route, type Route } from '#platform/http/index.ts';
import { communityShape, communityView } from './schema.ts';
import { COMMUNITY, readCommunity, saveCommunity } from './service/settings.ts';

export const memberRoutes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/community/settings',
    permission: 'members.read',
    summary: 'How the community is set up, and whether it is open',
    response: communityView,
    handler: async ({ app }) => ({
      ...(await readCommunity(app)),
      url: `${app.config.publicUrl}${COMMUNITY}`,
    }),
  }),
  route({
    method: 'PUT',
    url: '/community/settings',
    permission: 'members.set-up',
    summary: 'Open, close or dress the community',
    body: communityShape,
    handler: ({ app, actor, body }) => saveCommunity(app, actor, body),
  }),
];
