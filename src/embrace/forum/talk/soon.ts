import type { App } from '#platform/app/index.ts';

/** What was written waits for those who work behind: it is heard, and found. */
export function catchUpSoon(app: App): void {
  app.jobs.wake('forum.catch-up');
}
