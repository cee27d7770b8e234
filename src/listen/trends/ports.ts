import { definePort, type App } from '#platform/app/index.ts';
import type { CountedLabels } from './domain/values.ts';

/** What was understood of posts, as far as it is counted; wired in `main`. */
export interface LabelsToCount {
  /** By post id; posts that are left out are counted as unknown. */
  read(app: App, postIds: readonly string[]): Promise<ReadonlyMap<string, CountedLabels>>;
}

/** Without an answer posts are counted without labels. */
export const labelsToCountPort = definePort<LabelsToCount>('trends.labels');
