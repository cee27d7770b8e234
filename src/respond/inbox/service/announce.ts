import type { App } from '#platform/app/index.ts';
import { inParts } from '#platform/bus/index.ts';

const GATHER_MS = 200;

const gathering = new WeakMap<App, Set<string>>();

/** Tells browsers that conversations changed, once the transaction is committed; many changes in a short time are told as one. */
export function announceLater(app: App, ids: readonly string[]): void {
  if (ids.length === 0) return;
  app.db.afterCommit(() => {
    const waiting = gathering.get(app);
    if (waiting) {
      for (const id of ids) waiting.add(id);
      return;
    }
    gathering.set(app, new Set(ids));
    void app.clock.sleep(GATHER_MS).then(() => flush(app));
  });
}

/** Tells browsers with the commit of the ambient transaction. */
export async function announce(app: App, ids: readonly string[]): Promise<void> {
  for (const part of inParts(ids)) await app.bus.publish('inbox.changed', { ids: part, count: part.length });
}

async function flush(app: App): Promise<void> {
  const ids = [...(gathering.get(app) ?? [])];
  gathering.delete(app);
  // Browsers that miss one notice see the change with the next; the rows are safe.
  await announce(app, ids).catch((error: unknown) =>
    app.log.debug({ err: error }, 'a notice of changed conversations was lost'),
  );
}
