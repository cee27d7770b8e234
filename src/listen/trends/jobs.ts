import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { COUNT_JOB, countDueHours } from './counting.ts';
import { MAIL_JOB, mailWeek, planWeeklies } from './reports/weekly.ts';
import { keepInStep, tidy } from './upkeep.ts';

const weekly = z.object({ userId: z.string(), subject: z.string(), week: z.iso.date() });

export function trendJobs(app: App): Record<string, JobHandler> {
  return {
    [COUNT_JOB]: async (_payload, signal) => {
      await keepInStep(app);
      await countDueHours(app, signal);
    },
    'trends.weekly': () => planWeeklies(app),
    [MAIL_JOB]: (payload) => mailWeek(app, weekly.parse(payload)),
    'trends.tidy': () => tidy(app),
  };
}
