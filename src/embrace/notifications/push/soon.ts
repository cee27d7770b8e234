import type { App } from '#platform/app/index.ts';

export const PUSH_JOB = 'notifications.push';

/** Has what is new pushed, in the ambient transaction. */
export async function pushSoon(app: App): Promise<void> {
  await app.jobs.enqueue(PUSH_JOB, {}, { key: PUSH_JOB });
}
