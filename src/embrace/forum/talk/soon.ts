import type { App } from '#platform/app/index.ts';

/** What was written waits for those who work behind: it is heard, and found. */
export async function catchUpSoon(app: App): Promise<void> {
  await app.jobs.enqueue('forum.catch-up', {}, { key: 'forum.catch-up' });
}
