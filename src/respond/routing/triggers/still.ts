import type { App } from '#platform/app/index.ts';
import { type ConversationNews, quietConversations } from '#respond/inbox/index.ts';
import { DECIDE_JOB, isRule } from './hear.ts';
import { dropStill, fillStill, keepStill, touchStill } from './still-store.ts';
import { markFilled, selectUnfilled, sweep } from './sweep-store.ts';

const PAGE = 1000;

/** Keeps since when nothing happened, in the transaction of the news. What rules and the program do is nothing: time must not begin anew with it. */
export async function noteStill(app: App, news: readonly ConversationNews[]): Promise<void> {
  const touched = new Set<string>();
  const last = new Map<string, ConversationNews>();
  for (const piece of news) {
    last.set(piece.conversationId, piece);
    if (!isByProgram(piece)) touched.add(piece.conversationId);
  }
  const over: string[] = [];
  const standing: string[] = [];
  for (const [id, { after }] of last)
    (!after || after.isGone || after.status === 'done' ? over : standing).push(id);
  if (over.length > 0) await dropStill(app, over);
  const stirred = standing.filter((id) => touched.has(id));
  const kept = standing.filter((id) => !touched.has(id));
  if (stirred.length > 0) await touchStill(app, stirred);
  if (kept.length > 0) await keepStill(app, kept);
}

/** Has rules of time asked about what became still for long enough; each minute. Answers how many events there are. */
export async function sweepStill(app: App): Promise<number> {
  await fill(app);
  return app.db.transaction(async () => {
    const count = await sweep(app);
    if (count > 0) await app.jobs.enqueue(DECIDE_JOB, {}, { key: DECIDE_JOB });
    return count;
  });
}

/** What stood before a rule of time was switched on waits, too. Safe to begin again. */
async function fill(app: App): Promise<void> {
  const ruleIds = await selectUnfilled(app);
  if (ruleIds.length === 0) return;
  for (let after = ''; ;) {
    const rows = await quietConversations(app, after, PAGE);
    if (rows.length > 0) await fillStill(app, rows);
    if (rows.length < PAGE) break;
    after = rows.at(-1)!.conversationId;
  }
  await markFilled(app, ruleIds);
}

/** A snooze that ends is a change by nobody; what a customer sends is by nobody, too, and no change. */
function isByProgram({ kind, by }: ConversationNews): boolean {
  return isRule(by) || by === 'routing' || by === 'system' || (by === null && kind === 'changed');
}
