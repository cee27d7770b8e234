import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { readOut } from '#platform/outbox/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import type { ReplyView } from '#respond/inbox/index.ts';
import { replyErrors } from './errors.ts';
import { mayTakeBack } from './may.ts';
import { payloadOf, receiptOf, speakerOf } from './row.ts';
import { readReply } from './service.ts';
import { databaseNow, markRemoved, selectReply } from './store.ts';

const LIMIT_MS = 20_000;

/**
 * Takes a sent reply back on the network. Asking twice is harmless: what is gone stays gone. Throws `reply.not_sent`,
 * `reply.cannot_remove`, and `reply.remove_failed` with the network's reason.
 */
export async function removeReply(app: App, actor: Actor, id: string): Promise<ReplyView> {
  const reply = await selectReply(app, id);
  if (!reply) throw replyErrors('reply.not_found', { id });
  const [row] = await readOut(app, [id]);
  const receipt = receiptOf(row?.receipt ?? null);
  if (!row || row.state !== 'sent' || !receipt) throw replyErrors('reply.not_sent');
  const connector = app.find(connectorsPort)?.replies.get(reply.network);
  const { isPrivate } = payloadOf(row);
  if (!connector || !mayTakeBack(connector, isPrivate))
    throw replyErrors('reply.cannot_remove', { network: reply.network });
  const account = await speakerOf(app, reply);
  if (!account) throw replyErrors('reply.account_unknown', { network: reply.network });
  try {
    await connector.remove(receipt, {
      account,
      outward: app.outward,
      log: app.log,
      signal: AbortSignal.timeout(LIMIT_MS),
    });
  } catch (error) {
    throw replyErrors('reply.remove_failed', { reason: messageOf(error) }, error);
  }
  await app.db.transaction(async () => {
    await markRemoved(app, id);
    const version = (await databaseNow(app)).getTime() * 1000;
    await takeIn(app, {
      sourceId: null,
      items: [{ type: 'delete', origin: payloadOf(row).origin, externalId: receipt.externalId, version }],
    });
    await audit(app, actor, {
      action: 'reply.removed',
      subject: id,
      detail: { conversationId: reply.conversationId },
    });
    await app.bus.publish('reply.changed', {
      replyId: id,
      conversationId: reply.conversationId,
      state: row.state,
    });
  });
  return readReply(app, id);
}
