import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { macroRoutes } from './routes.ts';
import { goOnInBackground } from './run.ts';
import { tidyRuns } from './tidy.ts';
import './events.ts';

const ofRun = z.object({ runId: z.string() });

export const macrosFeature: Feature = {
  name: 'respond/macros',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'macros.use': ['owner', 'admin', 'manager', 'agent'],
    'macros.share': ['owner', 'admin', 'manager'],
  },
  routes: macroRoutes,
  jobs: (app: App) => ({
    'macros.run': (payload, signal) => goOnInBackground(app, ofRun.parse(payload).runId, signal),
    'macros.tidy': () => tidyRuns(app),
  }),
  crontab: ['29 4 * * * macros.tidy'],
};
