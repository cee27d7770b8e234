import type { App } from '#platform/app/index.ts';
import { deleteOldRuns } from './runs-store.ts';

const KEPT_DAYS = 30;

/** Forgets runs that nobody takes back any more. */
export async function tidyRuns(app: App): Promise<void> {
  await deleteOldRuns(app, KEPT_DAYS);
}
