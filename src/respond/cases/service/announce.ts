import type { App } from '#platform/app/index.ts';
import { inParts } from '#platform/bus/index.ts';

/** Tells browsers with the commit of the ambient transaction. */
export async function announceCases(app: App, ids: readonly string[]): Promise<void> {
  for (const part of inParts(ids)) await app.bus.publish('case.changed', { ids: part, count: part.length });
}
