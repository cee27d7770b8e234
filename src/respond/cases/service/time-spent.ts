import type { App } from '#platform/app/index.ts';
import { sumMinutes } from '../store/extras.ts';

/** Minutes noted on cases in a period, by person. */
export async function readTimeSpent(app: App, from: Date, to: Date): Promise<Map<string, number>> {
  return new Map((await sumMinutes(app, from, to)).map(({ userId, minutes }) => [userId, minutes]));
}
