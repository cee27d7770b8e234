import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { TELL_JOB } from './measures/actions.ts';
import { tellAction } from './notices.ts';
import { moderationRoutes } from './routes.ts';
import { lookForSigns } from './signs/service.ts';
import { forgetTexts } from './texts/seen.ts';

const told = z.object({ actionId: z.string() });

export const moderationFeature: Feature = {
  name: 'embrace/moderation',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'moderation.read': ['owner', 'admin', 'manager', 'agent'],
    'moderation.decide': ['owner', 'admin', 'manager'],
    'moderation.set-up': ['owner', 'admin'],
  },
  routes: moderationRoutes,
  jobs: (app: App) => ({
    [TELL_JOB]: (payload) => tellAction(app, told.parse(payload).actionId),
    'moderation.tidy': async () => {
      await forgetTexts(app);
      await lookForSigns(app);
    },
  }),
  crontab: ['41 3 * * * moderation.tidy'],
};
