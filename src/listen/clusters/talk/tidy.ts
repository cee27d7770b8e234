import type { App } from '#platform/app/index.ts';
import { forgetTalks } from './store.ts';

/** Days after which a talk that nobody saw gets a new id. */
const KEEP_DAYS = 90;

export async function tidyTalks(app: App): Promise<void> {
  await forgetTalks(app, KEEP_DAYS);
}
