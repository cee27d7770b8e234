import type { App } from '#platform/app/index.ts';
import { deleteOver } from '../store/tickets.ts';

/** Removes links and sessions whose time is over. */
export const tidyMembers = (app: App): Promise<void> => deleteOver(app);
