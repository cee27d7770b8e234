/** The contract between networks and the rest of Rapport. A connector is an island: kit, platform and lib only. */
export type * from './post.ts';
export type * from './reply.ts';
export type * from './source.ts';
export { SourceBusy, SourceStopped } from './source.ts';
export { byOurClock } from './server-time.ts';
export { type OwnPlace, ownPlaceReplies } from './own-place.ts';
export { SendPostponed, SendRefused } from './reply.ts';
export {
  type Connectors,
  connectorsPort,
  type FeedTools,
  type LineParser,
  type ListedFeed,
} from './ports.ts';
