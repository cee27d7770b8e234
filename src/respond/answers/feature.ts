import type { Feature } from '#platform/feature/index.ts';
import { contactRoutes } from './contact/routes.ts';
import { forgetUnproven } from './contact/send.ts';
import { factsRoutes } from './facts/routes.ts';
import { tidyFacts } from './facts/service.ts';

export const answersFeature: Feature = {
  name: 'respond/answers',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'answers.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'answers.set-up': ['owner', 'admin'],
  },
  routes: [...factsRoutes, ...contactRoutes],
  jobs: (app) => ({
    'answers.tidy': async () => {
      await tidyFacts(app);
      await forgetUnproven(app);
    },
  }),
  crontab: ['47 * * * * answers.tidy'],
};
