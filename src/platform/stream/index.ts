/** Messages between machines by NATS JetStream: published until they are kept, taken at least once. */
export { openStream } from './open.ts';
export { inspectStream, type StreamReport } from './inspect.ts';
export { streamErrors } from './errors.ts';
export { loginOf, shownServers } from './servers.ts';
export type {
  Delivery,
  MessageStream,
  OutMessage,
  PartitionState,
  StreamOptions,
  StreamState,
} from './types.ts';
