import type { Feature } from '#platform/feature/index.ts';
import './events.ts';
import { crontab, jobs } from './jobs.ts';
import { decisionRoutes } from './routes/decisions.ts';
import { permissions } from './routes/permissions.ts';
import { setupRoutes } from './routes/setup.ts';

export const approvalsFeature: Feature = {
  name: 'respond/approvals',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes: [...decisionRoutes, ...setupRoutes],
  jobs,
  crontab,
};
