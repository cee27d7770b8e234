import type { App } from '#platform/app/index.ts';
import { deleteOld } from '../store/clocks.ts';

/** Single clocks are kept a little longer than a year; the counts of the reports stay. */
const KEPT_DAYS = 400;

export const sweepClocks = (app: App): Promise<void> => deleteOld(app, KEPT_DAYS);
