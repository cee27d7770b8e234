/** Messages between machines by NATS JetStream: published until they are kept, taken at least once. */
import type { StreamReport } from './inspect.ts';
import type { MessageStream, StreamOptions } from './types.ts';

export type { StreamReport } from './inspect.ts';
export { shownServers } from './servers.ts';
export type {
  Delivery,
  MessageStream,
  OutMessage,
  PartitionState,
  StreamOptions,
  StreamState,
} from './types.ts';

/** As in `open.ts`, which is loaded only now with all that speaks NATS: most installations have no stream. */
export async function openStream(options: StreamOptions): Promise<MessageStream> {
  const { openStream: open } = await import('./open.ts');
  return open(options);
}

/** As in `inspect.ts`, which is loaded only now. */
export async function inspectStream(url: string, name: string): Promise<StreamReport> {
  const { inspectStream: inspect } = await import('./inspect.ts');
  return inspect(url, name);
}
