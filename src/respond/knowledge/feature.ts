import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { articleRoutes } from './articles/routes.ts';
import { textRoutes } from './articles/text-routes.ts';
import { centreRoutes } from './centre/routes.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { gapRoutes } from './gaps/routes.ts';
import { knowledgeJobs } from './jobs.ts';
import { suggestRoutes } from './suggest/routes.ts';
import { learnFromNews } from './suggest/uses.ts';
import './events.ts';

export const knowledgeFeature: Feature = {
  name: 'respond/knowledge',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'knowledge.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'knowledge.write': ['owner', 'admin', 'manager', 'agent'],
    'knowledge.publish': ['owner', 'admin', 'manager'],
    'knowledge.manage': ['owner', 'admin'],
  },
  routes: [
    ...articleRoutes,
    ...textRoutes,
    ...centreRoutes,
    ...suggestRoutes,
    ...gapRoutes,
    ...exchangeRoutes,
  ],
  jobs: knowledgeJobs,
  crontab: ['23 * * * * knowledge.gaps', '33 4 * * * knowledge.tidy'],
  subscribe: (app) => followConversations(app, { name: 'respond/knowledge', handle: learnFromNews }),
};
