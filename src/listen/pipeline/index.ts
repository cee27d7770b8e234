/** The pipeline: batches of sources through a stream to matchers on other machines, and what waits on the way. */
export { readPipeline } from './view.ts';
export { streamPort } from './ports.ts';
export type { PipelineView } from './schema.ts';
export { pipelineFeature } from './feature.ts';
