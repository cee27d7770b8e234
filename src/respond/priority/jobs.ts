import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { reweighConversations } from '#respond/inbox/index.ts';
import { forgetWeights } from '#respond/triage/index.ts';
import { REWEIGH_JOB } from './service/weights.ts';

export const jobs = (app: App): Record<string, JobHandler> => ({
  [REWEIGH_JOB]: async (_payload, signal) => {
    forgetWeights(app);
    const count = await reweighConversations(app, signal);
    if (count > 0) app.log.debug({ count }, 'conversations were weighed anew');
  },
});
