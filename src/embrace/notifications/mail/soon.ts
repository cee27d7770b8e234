import type { App } from '#platform/app/index.ts';

export const MAIL_JOB = 'notifications.mail';
/** What happens within so many milliseconds goes into one mail. */
const STEP_MS = 15_000;

/** Lets what waits be mailed at the next quarter of a minute, in the ambient transaction. */
export async function mailSoon(app: App, at?: Date): Promise<void> {
  const now = (at ?? app.clock.now()).getTime();
  const runAt = new Date(Math.ceil((now + 1) / STEP_MS) * STEP_MS);
  await app.jobs.enqueue(MAIL_JOB, {}, { runAt, key: `${MAIL_JOB}:${runAt.getTime()}` });
}
