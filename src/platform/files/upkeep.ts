import type { App } from '#platform/app/index.ts';
import { readBytes } from './service.ts';
import { scanBytes } from './scan.ts';
import { deleteUnused, emptyFile, selectNotScanned, updateScan } from './store.ts';

const UNUSED_HOURS = 24;
const STEP = 100;

/** Removes what nobody has used for a day. */
export async function sweepFiles(app: App, signal: AbortSignal): Promise<number> {
  let gone = 0;
  for (let last = STEP; last === STEP && !signal.aborted; gone += last)
    last = await deleteUnused(app, UNUSED_HOURS, STEP);
  return gone;
}

/** Scans what came while no scanner was set up or none answered; stops at the first file that it does not answer for. */
export async function scanWaiting(app: App, signal: AbortSignal): Promise<void> {
  if (app.config.filesScan === undefined) return;
  for (let after = ''; !signal.aborted;) {
    const rows = await selectNotScanned(app, after, STEP);
    for (const { id } of rows) {
      if (signal.aborted) return;
      const { scan, note } = await scanBytes(app, await readBytes(app, id));
      if (scan === 'not scanned') return;
      if (scan === 'refused') await app.db.transaction(() => emptyFile(app, id, note));
      else await updateScan(app, id, scan, note);
    }
    if (rows.length < STEP) return;
    after = rows.at(-1)!.id;
  }
}
