import { z } from 'zod';
import type { Feature } from '#platform/feature/index.ts';
import { replyRoutes } from './routes.ts';
import './events.ts';
import { SHOW_JOB, showLater } from './show.ts';

const showPayload = z.object({ id: z.string() });

export const repliesFeature: Feature = {
  name: 'respond/replies',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'replies.send': ['owner', 'admin', 'manager', 'agent'] },
  routes: replyRoutes,
  jobs: (app) => ({ [SHOW_JOB]: (payload) => showLater(app, showPayload.parse(payload).id) }),
};
