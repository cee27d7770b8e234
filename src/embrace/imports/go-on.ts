import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { bringNext } from './run.ts';
import { deleteOldDrafts, selectBusy, updateImport } from './store.ts';
import { takeBackSome } from './undo.ts';

/** Goes on with every import that is under way, until all are done or the process ends. */
export async function goOn(app: App, signal: AbortSignal): Promise<void> {
  await deleteOldDrafts(app);
  const failures: unknown[] = [];
  for (const { id, state } of await selectBusy(app)) {
    const step = state === 'running' ? bringNext : takeBackSome;
    try {
      while (!signal.aborted && (await step(app, id)));
    } catch (error) {
      // It is tried again; who looks sees why it stands.
      await updateImport(app, id, { failure: messageOf(error).slice(0, 500) });
      failures.push(error);
    }
  }
  // One that stands keeps no other one waiting.
  if (failures.length > 0) throw failures[0];
}
