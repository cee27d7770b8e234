import type { Feature } from '#platform/feature/index.ts';
import './events.ts';
import { mailRoutes } from './mails/routes.ts';
import { mailPayload } from './mails/schema.ts';
import { MAIL_JOB, mailReport, planMails } from './mails/send.ts';
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
  routes: [...reportRoutes, ...mailRoutes, ...wallRoutes],
  jobs: (app) => ({
    'reports.pack': () => packChangedDays(app),
    'reports.backlog': () => countWaiting(app),
    'reports.mails': () => planMails(app),
    [MAIL_JOB]: (payload) => mailReport(app, mailPayload.parse(payload)),
  }),
  crontab: ['* * * * * reports.pack', '*/5 * * * * reports.backlog', '*/5 * * * * reports.mails'],
};
