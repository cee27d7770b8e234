import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { TELL_JOB, tellFactorReset } from './service/second-factor.ts';

const payloadShape = z.object({ userId: z.string(), by: z.string() });

export const jobs = (app: App): Record<string, JobHandler> => ({
  [TELL_JOB]: async (payload) => {
    const { userId, by } = payloadShape.parse(payload);
    await tellFactorReset(app, userId, by);
  },
});
