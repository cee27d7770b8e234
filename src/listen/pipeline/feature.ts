import type { Feature } from '#platform/feature/index.ts';
import { pipelineJobs } from './jobs.ts';
import { pipelineRoutes } from './routes.ts';
import { connectPipeline, runMatcher } from './service.ts';

export const pipelineFeature: Feature = {
  name: 'listen/pipeline',
  migrations: new URL('./migrations/', import.meta.url),
  routes: pipelineRoutes,
  jobs: pipelineJobs,
  crontab: ['*/10 * * * * pipeline.prune'],
  services: [
    { name: 'listen/pipeline', role: 'every', start: connectPipeline },
    { name: 'listen/matching', role: 'match', start: runMatcher },
  ],
};
