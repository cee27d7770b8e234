import { z } from 'zod';
import type { App } from '#platform/app/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { catchUp } from './heard/catch-up.ts';
import { ensureVoice } from './heard/hear.ts';
import { settle } from './heard/settle.ts';
import { SETTLE_JOB } from './talk/hooks.ts';
import {
  REACTIONS_JOB,
  SOLVED_JOB,
  TELL_JOB,
  tellOfPost,
  tellOfReactions,
  tellOfSolution,
} from './telling/tell.ts';
import { tellReacted } from './telling/reacted.ts';
import { PREVIEWS_JOB } from './previews/note.ts';
import { lookAtPages } from './previews/run.ts';
import { runTimers, TIMERS_JOB } from './timers/run.ts';
import { packChangedDays } from './statistics/pack.ts';
import { forumRoutes } from './routes/index.ts';

const postPayload = z.object({ postId: z.string() });
const solvedPayload = z.object({ threadId: z.string(), postId: z.string().nullable() });
const reactedPayload = z.object({ postId: z.string().optional() });
const settlePayload = z.object({ threadId: z.string() });

export const forumFeature: Feature = {
  name: 'embrace/forum',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'community.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'community.write': ['owner', 'admin', 'manager', 'agent'],
    'community.moderate': ['owner', 'admin', 'manager'],
    'community.manage': ['owner', 'admin'],
  },
  routes: forumRoutes,
  jobs: (app: App) => ({
    'forum.catch-up': () => catchUp(app),
    [TIMERS_JOB]: async () => void (await runTimers(app)),
    [PREVIEWS_JOB]: async (_payload, signal) => void (await lookAtPages(app, signal)),
    'forum.days': () => packChangedDays(app),
    [SETTLE_JOB]: (payload) => settle(app, settlePayload.parse(payload).threadId),
    [TELL_JOB]: (payload) => tellOfPost(app, postPayload.parse(payload).postId),
    [REACTIONS_JOB]: async (payload) => {
      // Of jobs from before, which were for one post.
      const { postId } = reactedPayload.parse(payload);
      if (postId !== undefined) await tellOfReactions(app, postId);
      await tellReacted(app);
    },
    [SOLVED_JOB]: (payload) => {
      const { threadId, postId } = solvedPayload.parse(payload);
      return tellOfSolution(app, threadId, postId);
    },
  }),
  services: [
    {
      name: 'forum.voice',
      role: 'work',
      async start(app) {
        app.bus.on('community.changed', () => ensureVoice(app));
        await ensureVoice(app);
      },
    },
  ],
  // What a lost job left behind.
  crontab: [
    '*/5 * * * * forum.catch-up',
    `*/5 * * * * ${REACTIONS_JOB}`,
    '* * * * * forum.timers',
    '*/10 * * * * forum.previews',
    '* * * * * forum.days',
  ],
};
