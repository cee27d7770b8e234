import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { askAfterNews } from './ask.ts';
import { scheduleJobs } from './jobs.ts';
import { scheduleRoutes } from './routes.ts';
import './events.ts';

export const scheduleFeature: Feature = {
  name: 'respond/schedule',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'schedule.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'schedule.write': ['owner', 'admin', 'manager', 'agent'],
  },
  routes: scheduleRoutes,
  jobs: scheduleJobs,
  crontab: ['* * * * * schedule.due', '17 4 * * * schedule.tidy'],
  subscribe: (app) => followConversations(app, { name: 'respond/schedule', handle: askAfterNews }),
};
