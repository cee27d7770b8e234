import type { App } from '#platform/app/index.ts';
import { deleteOld } from './tidy-store.ts';

/** What was told is kept for half a year, that it was told for two years, mails for 90 days. */
export async function tidy(app: App): Promise<void> {
  await deleteOld(app, { newsDays: 180, keyDays: 730, mailDays: 90 });
}
