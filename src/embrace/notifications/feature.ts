import type { Feature } from '#platform/feature/index.ts';
import { ANSWERS_JOB, settleAnswers } from './answers/take.ts';
import { makeMails } from './mail/decide.ts';
import { MAIL_JOB } from './mail/soon.ts';
import { pushNews } from './push/push.ts';
import { PUSH_JOB } from './push/soon.ts';
import { runLive } from './pages/live.ts';
import { tidy } from './tidy.ts';

export const notificationsFeature: Feature = {
  name: 'embrace/notifications',
  migrations: new URL('./migrations/', import.meta.url),
  services: [{ name: 'notifications.live', role: 'serve', start: runLive }],
  jobs: (app) => ({
    [MAIL_JOB]: async (_payload, signal) => void (await makeMails(app, 'now', signal)),
    'notifications.daily': async (_payload, signal) => void (await makeMails(app, 'daily', signal)),
    'notifications.weekly': async (_payload, signal) => void (await makeMails(app, 'weekly', signal)),
    [ANSWERS_JOB]: (_payload, signal) => settleAnswers(app, signal),
    [PUSH_JOB]: (_payload, signal) => pushNews(app, signal),
    'notifications.tidy': () => tidy(app),
  }),
  // Mails at once also for what a lost job left behind; digests in the morning, those of the week on Mondays.
  crontab: [
    '*/10 * * * * notifications.mail',
    '*/5 * * * * notifications.answers',
    '5 6 * * * notifications.daily',
    '20 6 * * 1 notifications.weekly',
    '40 3 * * * notifications.tidy',
  ],
};
