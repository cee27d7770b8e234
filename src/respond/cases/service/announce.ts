import type { App } from '#platform/app/index.ts';

const MOST_IDS = 100;

/** Tells browsers with the commit of the ambient transaction. */
export async function announceCases(app: App, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await app.bus.publish('case.changed', { ids: ids.slice(0, MOST_IDS), count: ids.length });
}
