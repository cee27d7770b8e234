import type { App } from '#platform/app/index.ts';
import { deleteCreditsOf } from './credits/store.ts';
import { deleteEditsOf } from './edits/own-store.ts';
import { deleteOrigin } from './made/store.ts';
import './events.ts';

/** Forgets of articles and threads what they were made of, whose words they have, and what was suggested for them. */
export async function forgetMade(app: App, ids: readonly string[]): Promise<void> {
  await app.db.transaction(async () => {
    for (const id of ids) {
      await deleteOrigin(app, id);
      await deleteCreditsOf(app, id);
    }
    await deleteEditsOf(app, ids);
    await app.bus.publish('contributions.changed', {});
  });
}
