import type { App } from '#platform/app/index.ts';
import { auditAll } from '#platform/audit/index.ts';
import { systemActor } from '#platform/app/index.ts';
import type { Delivery } from '#connectors/kit/index.ts';
import { noteReplyNews } from '#respond/inbox/index.ts';
import { insertDelivery, selectBySent } from './deliveries-store.ts';
import { selectReply } from './store.ts';

/**
 * What became of replies after they had left, in the ambient transaction. One that came back needs somebody: the conversation is open again and
 * says why. The same news again changes nothing.
 */
export async function noteDeliveries(
  app: App,
  network: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  const replies = await selectBySent(
    app,
    network,
    deliveries.map(({ externalId }) => externalId),
  );
  for (const { externalId, state, recipient = '', reason, at } of deliveries) {
    const id = replies.get(externalId);
    const reply = id === undefined ? undefined : await selectReply(app, id);
    if (!reply || !(await insertDelivery(app, { replyId: reply.id, state, recipient, reason, at }))) continue;
    const isTrouble = state !== 'delayed' && !reply.isAutomatic;
    await noteReplyNews(
      app,
      { id: systemActor.id, name: systemActor.name },
      {
        conversationId: reply.conversationId,
        ...(isTrouble ? { outgoing: 'failed', needsPerson: true } : {}),
        action: `reply.${state}`,
      },
    );
    await auditAll(app, systemActor, [
      {
        action: `reply.${state}`,
        subject: reply.id,
        detail: { conversationId: reply.conversationId, reason },
      },
    ]);
    await app.bus.publish('reply.changed', {
      replyId: reply.id,
      conversationId: reply.conversationId,
      state: reply.state,
    });
    if (isTrouble || state === 'complained')
      await app.bus.publish('reply.came_back', {
        replyId: reply.id,
        conversationId: reply.conversationId,
        to: reply.createdBy,
        state,
        reason,
      });
  }
}
