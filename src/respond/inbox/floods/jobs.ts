import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { MOVE_JOB } from './leave.ts';
import { forgetFloods, moveFloods, moveFrontless } from './move.ts';
import { LET_IN_JOB, letRestIn } from './release.ts';
import { forgetTrusted } from './trusted.ts';

const rest = z.object({ accountId: z.string() });
const moved = z.object({ floodIds: z.array(z.string()) });

export function floodJobs(app: App): Record<string, JobHandler> {
  return {
    [LET_IN_JOB]: (payload, signal) => letRestIn(app, rest.parse(payload).accountId, signal),
    [MOVE_JOB]: (payload) => moveFloods(app, moved.parse(payload).floodIds),
    'inbox.move-frontless-floods': () => moveFrontless(app),
    'inbox.forget-floods': async () => {
      await forgetFloods(app);
      await forgetTrusted(app);
    },
  };
}
