import type { App } from '#platform/app/index.ts';
import { currentWeights } from '#respond/triage/index.ts';
import { lockConversations, updateConversations } from '../store/conversations.ts';
import { selectWeighedOtherwise } from '../store/reweigh.ts';
import { announceLater } from './announce.ts';

const STEP = 200;

/**
 * Gives conversations that stand in a queue the place that the present weights give them. Answers how many moved. Nothing that was finished is
 * touched: it is weighed when it comes back.
 */
export async function reweighConversations(app: App, signal: AbortSignal): Promise<number> {
  let moved = 0;
  for (let after = ''; !signal.aborted;) {
    const ids = await selectWeighedOtherwise(app, await currentWeights(app), after, STEP);
    if (ids.length === 0) return moved;
    after = ids.at(-1)!;
    await app.db.transaction(async () => {
      // Read under the lock with the usual points, and written with the present weights.
      await updateConversations(app, await lockConversations(app, ids));
      announceLater(app, ids);
    });
    moved += ids.length;
  }
  return moved;
}
