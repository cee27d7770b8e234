import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { PUBLISH_JOB, publishDue } from './changelog/entries.ts';
import { changelogRoutes } from './routes/changelog.ts';
import { exchangeRoutes } from './routes/exchange.ts';
import { ideaRoutes } from './routes/ideas.ts';
import { minedRoutes } from './routes/mined.ts';
import { voiceRoutes } from './routes/voices.ts';
import { TELL_JOB, tellDue } from './telling/tell.ts';

export const ideasFeature: Feature = {
  name: 'embrace/ideas',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'ideas.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'ideas.write': ['owner', 'admin', 'manager', 'agent'],
    'ideas.manage': ['owner', 'admin', 'manager'],
  },
  routes: [...ideaRoutes, ...voiceRoutes, ...minedRoutes, ...changelogRoutes, ...exchangeRoutes],
  jobs: (app: App) => ({
    [PUBLISH_JOB]: async (_payload, signal) => void (await publishDue(app, signal)),
    [TELL_JOB]: async (_payload, signal) => void (await tellDue(app, signal)),
  }),
  // What a lost job left behind.
  crontab: [`*/5 * * * * ${PUBLISH_JOB}`, `*/5 * * * * ${TELL_JOB}`],
};
