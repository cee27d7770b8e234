import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { settleTopicCounts } from './lookups.ts';
import { retirePosts } from './service.ts';

/** Days that a post is kept after it came. */
const KEEP_DAYS = 400;

const retirement = z.object({ days: z.number().int().min(1).default(KEEP_DAYS) });

export function postJobs(app: App): Record<string, JobHandler> {
  return {
    'posts.count': () => settleTopicCounts(app),
    'posts.retire': async (payload, signal) => {
      const { days } = retirement.parse(payload ?? {});
      const count = await retirePosts(app, days, signal);
      if (count > 0) app.log.info({ count, days }, 'old posts were removed');
    },
  };
}
