import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { ENDED_JOB, endScheduled } from './approval.ts';
import { moveOpenings, wakeConversation } from './ask.ts';
import { sendDue } from './send.ts';
import { tidySchedule } from './tidy.ts';

const one = z.object({ id: z.string() });

export function scheduleJobs(app: App): Record<string, JobHandler> {
  return {
    'schedule.due': async (_payload, signal) => void (await sendDue(app, signal)),
    'schedule.wake': (payload) => wakeConversation(app, one.parse(payload).id),
    [ENDED_JOB]: (payload) => endScheduled(app, one.parse(payload).id),
    'schedule.openings': () => moveOpenings(app),
    'schedule.tidy': () => tidySchedule(app),
  };
}
