import { route, type Route } from '#platform/http/index.ts';
import { countQueue } from './cases/queue.ts';
import { countAppeals } from './measures/log.ts';
import { readSettings, saveSettings } from './settings.ts';
import { countSigns } from './signs/service.ts';
import { countsShape, settingsShape } from './schema.ts';
import { queueRoutes } from './cases/routes.ts';
import { measureRoutes } from './measures/routes.ts';
import { signRoutes } from './signs/routes.ts';
import { wordRoutes } from './words/routes.ts';
import { siteRoutes } from './texts/routes.ts';

const general: readonly Route[] = [
  route({
    method: 'GET',
    url: '/moderation/counts',
    permission: 'moderation.read',
    summary: 'How much waits for a moderator',
    response: countsShape,
    async handler({ app }) {
      const [waiting, appeals, signs] = await Promise.all([
        countQueue(app),
        countAppeals(app),
        countSigns(app),
      ]);
      return { queue: waiting, appeals, signs };
    },
  }),
  route({
    method: 'GET',
    url: '/moderation/settings',
    permission: 'moderation.read',
    summary: 'What is held by itself, and from when flags hide',
    response: settingsShape,
    handler: ({ app }) => readSettings(app),
  }),
  route({
    method: 'PUT',
    url: '/moderation/settings',
    permission: 'moderation.set-up',
    summary: 'Change what is held by itself',
    body: settingsShape,
    handler: ({ app, actor, body }) => saveSettings(app, actor, body),
  }),
];

export const moderationRoutes: readonly Route[] = [
  ...general,
  ...queueRoutes,
  ...measureRoutes,
  ...signRoutes,
  ...wordRoutes,
  ...siteRoutes,
];
