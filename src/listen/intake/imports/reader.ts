import { createReadStream } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import type { App } from '#platform/app/index.ts';
import { openPlaces, type Places } from '#platform/db/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { Running } from '#platform/feature/index.ts';
import { finishImport, type ImportRow, selectUnfinished } from './imports-store.ts';
import { readFile } from './read-file.ts';

const ROUND_MS = 10_000;

/** Reads uploaded files one after the other, each by one process; a file that was not read to its end goes on where it stood. */
export async function readImports(app: App, signal: AbortSignal): Promise<Running> {
  let nudge = new AbortController();
  const unsubscribe = app.bus.on('import.changed', () => nudge.abort());
  const work = async () => {
    let places: Places | undefined;
    while (!signal.aborted) {
      nudge = new AbortController();
      try {
        const waiting = await selectUnfinished(app);
        if (places?.lost.aborted) places = void places.close();
        if (waiting.length > 0) places ??= await openPlaces(app.db);
        for (const row of waiting) await readOne(app, row, places!, signal);
      } catch (error) {
        app.log.warn({ err: error }, 'imports could not be looked after; trying again');
      }
      await app.clock.sleep(ROUND_MS, AbortSignal.any([signal, nudge.signal]));
    }
    unsubscribe();
    places?.close();
  };
  const done = work();
  return { stopped: () => done };
}

async function readOne(app: App, row: ImportRow, places: Places, signal: AbortSignal): Promise<void> {
  const isHere = await access(row.path!).then(
    () => true,
    () => false,
  );
  // The file lies with the process that took the upload, perhaps on another machine.
  if (!isHere || signal.aborted || !(await places.take(row.id))) return;
  try {
    await readFile(app, row, {
      open: (offset) => createReadStream(row.path!, { start: offset }),
      signal: AbortSignal.any([signal, places.lost]),
    });
    if (signal.aborted || places.lost.aborted) return;
    await finishImport(app, row.id, 'done', null);
    await rm(row.path!, { force: true });
  } catch (error) {
    if (isAbout(error, 'import.cancelled')) return;
    app.log.warn({ err: error, importId: row.id }, 'an import failed');
    if (isAbout(error, 'import.')) await finishImport(app, row.id, 'failed', messageOf(error));
    else throw error;
  } finally {
    await places.giveBack(row.id);
  }
}

function isAbout(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith(code);
}
