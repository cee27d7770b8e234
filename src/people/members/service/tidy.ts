import type { App } from '#platform/app/index.ts';
import { deleteOver } from '../store/tickets.ts';
import { eraseLeaving } from './leave.ts';

/** Removes links and sessions whose time is over, and members who wanted to go. */
export async function tidyMembers(app: App): Promise<void> {
  await deleteOver(app);
  await eraseLeaving(app);
}
