import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { runBackfill, wakeBackfills } from './backfill.ts';
import { RECONSIDER_JOB, reconsiderPost } from './reconsider.ts';
import { forgetTopic } from './removal.ts';

const corrected = z.object({ postId: z.string() });
const payload = z.object({ topicId: z.string() });

export const topicJobs = (app: App): Record<string, JobHandler> => ({
  'topics.backfill': (given, signal) => runBackfill(app, payload.parse(given).topicId, signal),
  'topics.forget': (given) => forgetTopic(app, payload.parse(given).topicId),
  [RECONSIDER_JOB]: (given) => reconsiderPost(app, corrected.parse(given).postId),
  'topics.wake': () => wakeBackfills(app),
});
