import type { App } from '#platform/app/index.ts';
import { forgetOut } from '#platform/outbox/index.ts';
import { readTopicNames } from '#listen/topics/index.ts';
import { pruneDeliveries } from './deliver/store.ts';
import { deleteOfTopics } from './incidents/store.ts';
import { deleteWatches, staleWatches } from './watch/store.ts';

const KEPT_DAYS = 30;

/** Forgets messages after a month, and incidents of topics that are gone. */
export async function tidyAlerts(app: App): Promise<void> {
  await app.db.transaction(async () => {
    await forgetOut(app, await pruneDeliveries(app, KEPT_DAYS));
    const known = (await readTopicNames(app)).map(({ id }) => id);
    await deleteOfTopics(app, known);
    await deleteWatches(app, known);
  });
}

/** A topic was changed: what is usual for it is learned anew from its posts. */
export async function relearn(app: App, topicId: string): Promise<void> {
  await staleWatches(app, topicId);
}
