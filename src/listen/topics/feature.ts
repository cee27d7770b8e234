import type { Feature } from '#platform/feature/index.ts';
import { keepCaps } from './caps.ts';
import { topicJobs } from './jobs.ts';
import { keepTopicsLive } from './live.ts';
import { topicRoutes } from './routes.ts';

export const topicsFeature: Feature = {
  name: 'listen/topics',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: {
    'topics.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
    'topics.write': ['owner', 'admin', 'manager'],
  },
  routes: topicRoutes,
  jobs: topicJobs,
  crontab: ['* * * * * topics.wake'],
  services: [
    { name: 'topics.live', role: 'every', start: keepTopicsLive },
    { name: 'topics.caps', role: 'work', start: keepCaps },
  ],
};
