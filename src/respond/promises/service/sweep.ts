import type { App } from '#platform/app/index.ts';
import { deleteClocksOf, deleteOld } from '../store/clocks.ts';
import { deleteCountsOf } from '../store/counts.ts';

/** Single clocks are kept a little longer than a year; the counts of the reports stay. */
const KEPT_DAYS = 400;

export const sweepClocks = (app: App): Promise<void> => deleteOld(app, KEPT_DAYS);

/** Everything that was promised on a network goes, counts too: for a network that was only tried. */
export async function forgetPromisesOn(app: App, network: string): Promise<void> {
  await deleteClocksOf(app, network);
  await deleteCountsOf(app, network);
}
