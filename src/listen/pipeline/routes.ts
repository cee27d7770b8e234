import { route } from '#platform/http/index.ts';
import { pipelineShape } from './schema.ts';
import { readPipeline } from './view.ts';

export const pipelineRoutes = [
  route({
    method: 'GET',
    url: '/pipeline',
    permission: 'sources.read',
    summary: 'What waits between the sources and the database',
    response: pipelineShape,
    handler: ({ app }) => readPipeline(app),
  }),
];
