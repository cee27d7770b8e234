import type { App } from '#platform/app/index.ts';
import type { JobHandler } from '#platform/jobs/index.ts';
import { mailUnread } from './by-mail.ts';
import { deleteIdle } from './visits-store.ts';

const STEP = 1000;

export const chatJobs = (app: App): Readonly<Record<string, JobHandler>> => ({
  'chat.mail-unread': (_payload, signal) => mailUnread(app, signal),
  'chat.tidy': async (_payload, signal) => {
    for (let gone = STEP; gone === STEP && !signal.aborted;) gone = await deleteIdle(app, STEP);
  },
});
