/** The company's own intents: kept, trained in the background, and asked for by whoever understands posts. */
import './events.ts';

export { intentsFeature } from './feature.ts';
export type {
  IntentAnswer,
  IntentExampleView,
  IntentModelView,
  IntentsOverview,
  IntentView,
} from './schema.ts';
