import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { MOVE_JOB } from './leave.ts';
import { forgetFloods, LET_IN_JOB, letRestIn, moveFloods } from './let-in.ts';
import { forgetTrusted } from './settings.ts';

const rest = z.object({ floodId: z.string() });
const moved = z.object({ floodIds: z.array(z.string()) });

export function floodJobs(app: App): Record<string, JobHandler> {
  return {
    [LET_IN_JOB]: (payload, signal) => letRestIn(app, rest.parse(payload).floodId, signal),
    [MOVE_JOB]: (payload) => moveFloods(app, moved.parse(payload).floodIds),
    'inbox.forget-floods': async () => {
      await forgetFloods(app);
      await forgetTrusted(app);
    },
  };
}
