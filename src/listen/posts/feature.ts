import type { Feature } from '#platform/feature/index.ts';
import { postJobs } from './jobs.ts';
import { postRoutes } from './routes.ts';

export const postsFeature: Feature = {
  name: 'listen/posts',
  migrations: new URL('./migrations/', import.meta.url),
  permissions: { 'posts.read': ['owner', 'admin', 'manager', 'agent', 'viewer'] },
  routes: postRoutes,
  jobs: postJobs,
  crontab: ['* * * * * posts.count', '23 3 * * * posts.retire'],
};
