import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { followConversations } from '#respond/inbox/index.ts';
import { answerNext } from './answer.ts';
import { ANSWER_JOB, hearNews } from './hear.ts';
import { permissions, routes } from './routes.ts';
import { deleteOldRefusals } from './store.ts';

export const outOfHoursFeature: Feature = {
  name: 'respond/out-of-hours',
  migrations: new URL('./migrations/', import.meta.url),
  permissions,
  routes,
  jobs: (app: App) => ({
    [ANSWER_JOB]: async (_payload, signal) => {
      while (!signal.aborted && (await answerNext(app)));
    },
    'out-of-hours.forget': () => deleteOldRefusals(app),
  }),
  // What a stopped machine left is found within a minute.
  crontab: [`* * * * * ${ANSWER_JOB}`, '52 3 * * * out-of-hours.forget'],
  subscribe: (app) => followConversations(app, { name: 'out-of-hours', handle: hearNews }),
};
