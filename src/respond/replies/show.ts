import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { type OutRow, readOut } from '#platform/outbox/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { ownPost } from './domain.ts';
import { payloadOf, receiptOf, speakerOf } from './row.ts';
import { selectReply } from './store.ts';

export const SHOW_JOB = 'replies.show';

/**
 * Shows a sent reply in its thread, in the transaction that records the receipt. The receipt counts more than the picture: what goes wrong
 * here must not make a sent reply look unsent, so a job goes on with it.
 */
export async function showInThread(app: App, row: OutRow): Promise<void> {
  await app.db.query('savepoint own_post');
  try {
    await takeInOwn(app, row);
    await app.db.query('release savepoint own_post');
  } catch (error) {
    await app.db.query('rollback to savepoint own_post');
    app.log.warn(
      { reason: messageOf(error), id: row.id },
      'a sent reply could not be shown in its thread; trying again',
    );
    await app.jobs.enqueue(SHOW_JOB, { id: row.id }, { key: `${SHOW_JOB}:${row.id}` });
  }
}

/** The same later. A reply that was taken back or forgotten meanwhile stays away. */
export async function showLater(app: App, id: string): Promise<void> {
  const [[row], reply] = await Promise.all([readOut(app, [id]), selectReply(app, id)]);
  if (row?.state === 'sent' && reply?.removedAt === null) await takeInOwn(app, row);
}

/** What is there already stays as it is. */
async function takeInOwn(app: App, row: OutRow): Promise<void> {
  const payload = payloadOf(row);
  const receipt = receiptOf(row.receipt);
  const account = await speakerOf(app, payload, { withRefused: true });
  if (receipt && account) await takeIn(app, { sourceId: null, items: [ownPost(payload, receipt, account)] });
}
