import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { forgetIntent } from './service.ts';
import { runTraining } from './train.ts';

export const intentJobs = (app: App): Record<string, JobHandler> => ({
  'intents.train': (given, signal) =>
    runTraining(app, z.object({ modelId: z.string() }).parse(given).modelId, signal),
  'intents.forget': (given) => forgetIntent(app, z.object({ intentId: z.string() }).parse(given).intentId),
});
