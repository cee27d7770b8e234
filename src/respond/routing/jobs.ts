import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { fillSeats } from './engine/fill.ts';
import { FILL_JOB } from './engine/hear.ts';
import { routeNext } from './engine/route.ts';
import { escalate } from './owners/escalate.ts';
import { handOver } from './owners/hand-over.ts';
import { watchOwners } from './owners/watch.ts';
import { forgetOldMoves } from './rules/service.ts';
import { DECIDE_JOB } from './triggers/hear.ts';
import { sweepStill } from './triggers/still.ts';

export const TICK_JOB = 'routing.tick';

export function routingJobs(app: App): Record<string, JobHandler> {
  return {
    [DECIDE_JOB]: async (_payload, signal) => {
      while (!signal.aborted && (await routeNext(app)));
    },
    [FILL_JOB]: async () => void (await fillSeats(app)),
    [TICK_JOB]: async () => {
      await handOver(app);
      await watchOwners(app);
      await escalate(app);
      await fillSeats(app);
      await sweepStill(app);
    },
    'routing.forget': () => forgetOldMoves(app),
  };
}
