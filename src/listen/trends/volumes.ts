import type { App } from '#platform/app/index.ts';
import { selectBrandHours } from './store.ts';

/** Posts about the brand by hour, between two moments; hours without any are left out. */
export function readVolumes(app: App, from: Date, to: Date): Promise<{ hour: Date; posts: number }[]> {
  return selectBrandHours(app, { from, to });
}
