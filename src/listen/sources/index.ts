/** Sources: what is read, by whom, how it fares, and who is told when it fares badly. */
export {
  addSource,
  changeSource,
  getSource,
  listSources,
  pauseSource,
  readSourceNow,
  restartSourcesOf,
  type SourceInput,
  startSource,
} from './service.ts';
export { removeSource, restoreSource } from './removal.ts';
export {
  type BrandAccounts,
  brandAccountsPort,
  type Deliveries,
  deliveriesPort,
  mailAnswersPort,
} from './ports.ts';
export { runSources } from './cli.ts';
export type { SourceView } from './schema.ts';
export { sourcesFeature } from './feature.ts';
import './events.ts';
