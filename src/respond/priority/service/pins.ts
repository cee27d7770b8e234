import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { inboxErrors, findConversations, noteOfPriority, placeFactor } from '#respond/inbox/index.ts';
import { priorityErrors } from '../errors.ts';
import type { PinView } from '../schema.ts';
import { endPin, insertPin, selectPins } from '../store.ts';

/** Half a day of waiting. */
const PIN_POINTS = 120;
const KEY = 'pinned';
const SHOWN = 200;

/**
 * An agent says that a conversation should stand higher or lower, and why. It counts at once, is seen among the reasons, and stays until it is taken
 * back. Replaces what somebody said before.
 */
export async function pinPriority(
  app: App,
  actor: Actor,
  conversationId: string,
  { direction, reason }: { direction: 'higher' | 'lower'; reason: string },
): Promise<void> {
  await app.db.transaction(async () => {
    const [conversation] = await findConversations(app, [conversationId]);
    if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
    const points = direction === 'higher' ? PIN_POINTS : -PIN_POINTS;
    const factor = { key: KEY, points, reason: `${actor.name}: should be ${direction}, because ${reason}` };
    await placeFactor(app, KEY, new Map([[conversationId, factor]]));
    await endPin(app, conversationId, actor.id);
    await insertPin(app, {
      id: newId('pin'),
      conversationId,
      direction,
      reason,
      byId: actor.id,
      byName: actor.name,
      factors: conversation.factors.filter(({ key }) => key !== KEY),
    });
    await noteOfPriority(app, actor, conversationId, `priority.${direction}`, reason);
    await audit(app, actor, { action: 'priority.pinned', subject: conversationId, detail: { direction } });
  });
}

/** Takes it back. Throws `priority.not_pinned`. */
export async function unpinPriority(app: App, actor: Actor, conversationId: string): Promise<void> {
  await app.db.transaction(async () => {
    await placeFactor(app, KEY, new Map([[conversationId, null]]));
    if (!(await endPin(app, conversationId, actor.id))) throw priorityErrors('priority.not_pinned');
    await noteOfPriority(app, actor, conversationId, 'priority.unpinned');
    await audit(app, actor, { action: 'priority.unpinned', subject: conversationId });
  });
}

/** Where agents disagreed with the weights, the newest first: what leads learn from. */
export async function listPins(app: App): Promise<PinView[]> {
  return (await selectPins(app, true, SHOWN)).map(({ byName, at, endedAt, ...pin }) => ({
    ...pin,
    by: byName,
    at: at.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
