import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { closeSolved, FOLLOW_UP_JOB, followUp, forgetOldUndos } from './service/hear.ts';
import { LEFT_JOB, settleWaves } from './service/left.ts';
import { WAVE_JOB, workWave } from './service/together.ts';

const followUpPayload = z.object({ conversationId: z.string() });
const wavePayload = z.object({ waveId: z.string() });

export function caseJobs(app: App): Record<string, JobHandler> {
  return {
    [FOLLOW_UP_JOB]: (payload) => followUp(app, followUpPayload.parse(payload).conversationId),
    [WAVE_JOB]: async (payload, signal) =>
      void (await workWave(app, wavePayload.parse(payload).waveId, signal)),
    [LEFT_JOB]: (_payload, signal) => settleWaves(app, signal),
    'cases.close': async (_payload, signal) => void (await closeSolved(app, signal)),
    'cases.forget-undos': () => forgetOldUndos(app),
  };
}
