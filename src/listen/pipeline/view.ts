import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { judge } from './domain.ts';
import { streamPort } from './ports.ts';
import type { PipelineView } from './schema.ts';

/** The way of posts from sources to the database at this moment. Servers that do not answer are the problem told, not an error. */
export async function readPipeline(app: App): Promise<PipelineView> {
  const stream = app.find(streamPort);
  if (!stream) return { path: 'direct', problem: null, waiting: 0, oldestSeconds: null, stream: null };
  try {
    const state = await stream.look();
    const { servers, replicas, currentReplicas, bytes, maxBytes, inHand, redelivered, partitions } = state;
    return {
      path: 'stream',
      ...judge(state),
      stream: { servers, replicas, currentReplicas, bytes, maxBytes, inHand, redelivered, partitions },
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { path: 'stream', problem: error.message, waiting: 0, oldestSeconds: null, stream: null };
  }
}
