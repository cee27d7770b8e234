import type { Actor, App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { outboxErrors } from './errors.ts';
import { sendersOf } from './senders.ts';
import { decide } from './service.ts';
import type { OutRow } from './store.ts';
import { selectCovered, selectHeld } from './suspension-store.ts';

/** Something that fell due while it was suspended. */
export interface HeldView {
  id: string;
  channel: string;
  /** What it is, in words; the channel's name where its feature does not say. */
  title: string;
  text: string;
  /** Where it can be seen in the console. */
  link: string | null;
  dueAt: Date;
  /** Why it was held. */
  reason: string;
  /** It cannot leave yet: something that covers it is still suspended. */
  isSuspended: boolean;
}

export async function listHeld(
  app: App,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<HeldView>> {
  const rows = await selectHeld(app, asked.cursor, asked.limit + 1);
  const shown = rows.slice(0, asked.limit);
  const covered = await selectCovered(
    app,
    shown.map(({ id }) => id),
  );
  const items = await Promise.all(
    shown.map(async (row) => ({
      id: row.id,
      channel: row.channel,
      ...(await describe(app, row)),
      dueAt: row.dueAt,
      reason: row.reason,
      isSuspended: covered.has(row.id),
    })),
  );
  return rows.length > asked.limit ? { items, nextCursor: shown.at(-1)!.id } : { items };
}

async function describe(app: App, row: OutRow): Promise<Pick<HeldView, 'title' | 'text' | 'link'>> {
  const described = await sendersOf(app).get(row.channel)?.describe?.(row);
  return described ?? { title: row.channel, text: '', link: null };
}

/** Lets held rows leave now. Throws `outbox.suspended` when one of them is covered by a suspension; then none leaves. */
export async function sendHeld(app: App, actor: Actor, ids: readonly string[]): Promise<OutRow[]> {
  return app.db.transaction(async () => {
    if ((await selectCovered(app, ids)).size > 0) throw outboxErrors('outbox.suspended');
    return eachOf(ids, (id) =>
      decide(app, actor, id, 'sent', ['held'], () => ({ state: 'ready', isRetry: true })),
    );
  });
}

/** Held rows do not leave. */
export async function discardHeld(app: App, actor: Actor, ids: readonly string[]): Promise<OutRow[]> {
  return app.db.transaction(() =>
    eachOf(ids, (id) => decide(app, actor, id, 'discarded', ['held'], () => ({ state: 'cancelled' }))),
  );
}

/** Takes a discarding back: they are held again. */
export async function holdAgain(app: App, actor: Actor, ids: readonly string[]): Promise<OutRow[]> {
  return app.db.transaction(() =>
    eachOf(ids, (id) =>
      decide(app, actor, id, 'held again', ['cancelled'], (row) => {
        if (row.heldBy === null)
          throw outboxErrors('outbox.wrong_state', { state: row.state, wish: 'held again' });
        return { state: 'held' };
      }),
    ),
  );
}

/** One after the other, in one order everywhere. */
async function eachOf(ids: readonly string[], work: (id: string) => Promise<OutRow>): Promise<OutRow[]> {
  const done: OutRow[] = [];
  for (const id of [...new Set(ids)].sort()) done.push(await work(id));
  return done;
}
