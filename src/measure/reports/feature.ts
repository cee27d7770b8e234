import type { Feature } from '#platform/feature/index.ts';
import './events.ts';
import { reportRoutes, wallRoutes } from './routes.ts';
import { PEOPLE } from './service/agents.ts';
import { countWaiting } from './service/backlog.ts';
import { keepDaysWarm, packChangedDays } from './service/days.ts';

export const reportsFeature: Feature = {
  name: 'measure/reports',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'figures.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'figures.own': ['owner', 'admin', 'manager', 'agent'],
    [PEOPLE]: ['owner', 'admin', 'manager'],
    'wallboard.manage': ['owner', 'admin', 'manager'],
  },
  services: [{ name: 'reports.days', role: 'serve', start: keepDaysWarm }],
  routes: [...reportRoutes, ...wallRoutes],
  jobs: (app) => ({
    'reports.pack': () => packChangedDays(app),
    'reports.backlog': () => countWaiting(app),
  }),
  crontab: ['* * * * * reports.pack', '*/5 * * * * reports.backlog'],
};
