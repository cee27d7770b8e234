import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { ESCALATE_JOB, escalate } from './service/escalate.ts';
import { PLACE_JOB, placeNow } from './service/place.ts';
import { RECOUNT_JOB, runRecount } from './service/recount.ts';
import { sweepClocks } from './service/sweep.ts';
import { watchPromises } from './service/watch.ts';

const placing = z.object({ ids: z.array(z.string()) });
const recount = z.object({ id: z.string() });
const escalation = z.object({ clockId: z.string() });

export const jobs = (app: App): Record<string, JobHandler> => ({
  'promises.watch': async (_payload, signal) => void (await watchPromises(app, signal)),
  'promises.sweep': () => sweepClocks(app),
  [PLACE_JOB]: (payload) => placeNow(app, placing.parse(payload).ids),
  [RECOUNT_JOB]: (payload, signal) => runRecount(app, recount.parse(payload).id, signal),
  [ESCALATE_JOB]: (payload) => escalate(app, escalation.parse(payload).clockId),
});
export const crontab = ['* * * * * promises.watch', '17 4 * * * promises.sweep'];
