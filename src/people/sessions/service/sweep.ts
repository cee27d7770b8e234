import type { App } from '#platform/app/index.ts';
import { deleteExpired } from '../store/index.ts';

/** Removes sessions, challenges and counters whose time is over; none of them counted any more. */
export const sweepSessions = (app: App): Promise<void> => deleteExpired(app);
