import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { runBackfill, wakeBackfills } from './backfill.ts';
import { forgetTopic } from './removal.ts';

const payload = z.object({ topicId: z.string() });

export const topicJobs = (app: App): Record<string, JobHandler> => ({
  'topics.backfill': (given, signal) => runBackfill(app, payload.parse(given).topicId, signal),
  'topics.forget': (given) => forgetTopic(app, payload.parse(given).topicId),
  'topics.wake': () => wakeBackfills(app),
});
