import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import { promised, settled } from '../domain/promise.ts';
import { countRunning, lockRunningAfter } from '../store/clocks.ts';
import { beginRecount, latestRecount, lockRecount, noteRecount, type Recount } from '../store/recounts.ts';
import { saveAll } from './follow.ts';
import { readRules } from './rules.ts';
import { traitsOf } from './traits.ts';

export const RECOUNT_JOB = 'promises.recount';
const STEP = 200;

/** Reckons all running clocks anew in the background, in the ambient transaction. What has ended stays as it was told. */
export async function recountLater(app: App, reason: string): Promise<void> {
  await app.db.transaction(async () => {
    const id = newId('rec');
    await beginRecount(app, id, reason, await countRunning(app));
    await app.jobs.enqueue(RECOUNT_JOB, { id }, { key: RECOUNT_JOB });
  });
}

/** Goes on where it was left; ends when a newer one has begun. */
export async function runRecount(app: App, id: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    if (signal.aborted) throw new Error('stopped; it goes on later');
    const recount = await app.db.transaction(() => recountSome(app, id));
    if (!recount || recount.endedAt) return;
  }
}

export const readRecount = (app: App): Promise<Recount | undefined> => latestRecount(app);

async function recountSome(app: App, id: string): Promise<Recount | undefined> {
  const recount = await lockRecount(app, id);
  if (!recount) return undefined;
  const clocks = await lockRunningAfter(app, recount.afterId, STEP);
  const rows = await findConversations(app, [...new Set(clocks.map((clock) => clock.conversationId))]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const [rules, now] = [await readRules(app, rows), await app.db.now()];
  const after = clocks.map((clock) => {
    const row = byId.get(clock.conversationId);
    return settled(promised({ ...clock, traits: row ? traitsOf(row) : clock.traits }, rules, now));
  });
  await saveAll(app, after, new Map(clocks.map((clock) => [clock.id, clock])));
  const isOver = clocks.length < STEP;
  const noted = {
    ...recount,
    done: recount.done + clocks.length,
    afterId: clocks.at(-1)?.id ?? recount.afterId,
    endedAt: isOver ? now : null,
  };
  await noteRecount(app, noted);
  await app.bus.publish('promises.progress', {
    done: noted.done,
    total: Math.max(noted.total, noted.done),
    isOver,
  });
  return noted;
}
