import type { App } from '#platform/app/index.ts';
import { selectHeld } from './held-store.ts';
import { letIn } from './let-in.ts';
import { deleteEmptyFloods, deleteFlood, lockFloodsOfSender, saveFloods, selectFrontless } from './store.ts';

/** The conversations in front of floods are done or gone: the oldest thread behind each takes its place. Where nothing is held the flood ends. */
export async function moveFloods(app: App, floodIds: readonly string[]): Promise<void> {
  for (const id of floodIds) await app.db.transaction(() => move(app, id));
}

/** Those that lost their front and were not moved, whatever happened. */
export async function moveFrontless(app: App): Promise<void> {
  await moveFloods(app, await selectFrontless(app));
}

/** Floods that are long over. */
export const forgetFloods = (app: App): Promise<void> => deleteEmptyFloods(app);

async function move(app: App, id: string): Promise<void> {
  for (;;) {
    const flood = (await lockFloodsOfSender(app, id)).find((one) => one.id === id);
    if (!flood || flood.isInFront) return;
    const [first] = await selectHeld(app, [id], '', 1);
    if (!first) return deleteFlood(app, id);
    const [conversationId] = (await letIn(app, [flood], [first])).conversationIds;
    if (conversationId) await saveFloods(app, [{ ...flood, conversationId }]);
  }
}
