import type { App } from '#platform/app/index.ts';
import { categoriesChanged } from '../talk/categories.ts';
import { lockGroup, selectSeat, selectSeated, writeSeat } from './store.ts';

/** Who is erased is in no group any more, in the ambient transaction. */
export async function leaveGroups(app: App, memberId: string): Promise<void> {
  const ids = await selectSeated(app, memberId);
  for (const id of ids) {
    await lockGroup(app, id);
    const before = await selectSeat(app, id, memberId);
    await writeSeat(app, id, memberId, { before, after: null });
  }
  if (ids.length > 0) await categoriesChanged(app);
}
