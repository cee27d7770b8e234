import type { Feature } from '#platform/feature/index.ts';
import { tidyLog } from './log.ts';
import { webhookRoutes } from './routes.ts';
import './events.ts';

export const webhooksFeature: Feature = {
  name: 'platform/webhooks',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'webhooks.manage': ['owner', 'admin'] },
  routes: webhookRoutes,
  jobs: (app) => ({ 'webhooks.tidy': (_payload, signal) => tidyLog(app, signal) }),
  crontab: ['29 3 * * * webhooks.tidy'],
};
