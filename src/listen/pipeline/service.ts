import type { App } from '#platform/app/index.ts';
import type { Running } from '#platform/feature/index.ts';
import { intakePathPort } from '#listen/intake/index.ts';
import { openStream } from '#platform/stream/index.ts';
import { matchHandful } from './match.ts';
import { streamPort } from './ports.ts';
import { streamPath } from './stream-path.ts';

/** Connects to the stream where `NATS_URL` is set, before any source is read. Throws `stream.*` when it cannot be used. */
export async function connectPipeline(app: App): Promise<Running | void> {
  const { natsUrl, natsStream, natsPartitions, natsStreamBytes } = app.config;
  if (!natsUrl) return;
  const stream = await openStream({
    url: natsUrl,
    name: natsStream,
    partitions: natsPartitions,
    maxBytes: natsStreamBytes,
    log: app.log,
  });
  app.provide(streamPort, stream);
  app.provide(intakePathPort, streamPath(stream, natsPartitions));
  return { stopped: () => stream.close() };
}

/** Matches and stores what readers have published, until the signal is aborted. */
export async function runMatcher(app: App, signal: AbortSignal): Promise<Running | void> {
  return app.find(streamPort)?.take((handful) => matchHandful(app, handful, signal), signal);
}
