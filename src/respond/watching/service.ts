import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { users } from '#people/sessions/index.ts';
import { findConversations, inboxErrors, noteActivity } from '#respond/inbox/index.ts';
import type { WatchersView } from './schema.ts';
import { insertWatchers, selectWatchers, setWatcher } from './store.ts';

/** Colleagues who watch a conversation; who works here no longer is left out. */
export async function readWatchers(app: App, conversationId: string): Promise<WatchersView> {
  await mustBeThere(app, conversationId);
  const watchers = await selectWatchers(app, [conversationId]);
  const known = await Promise.all(
    watchers.map(async ({ userId, ruleId }) => ({ user: await users.find(app, userId), ruleId })),
  );
  return {
    items: known.flatMap(({ user, ruleId }) =>
      user ? [{ id: user.id, name: user.name, isByRule: ruleId !== null }] : [],
    ),
  };
}

/** Begins or ends watching: who watches is told what happens. Throws `inbox.not_found`. */
export async function watch(
  app: App,
  actor: Actor,
  conversationId: string,
  isWatching: boolean,
): Promise<void> {
  await mustBeThere(app, conversationId);
  await app.db.transaction(async () => {
    if (!(await setWatcher(app, conversationId, actor.id, isWatching))) return;
    const action = isWatching ? 'watcher.joined' : 'watcher.left';
    await audit(app, actor, { action: `conversation.${action}`, subject: conversationId, detail: {} });
    await noteActivity(app, actor, { conversationId, action });
  });
}

/** A rule lets colleagues watch, in the ambient transaction. Nothing else of the conversation changes. Who stopped watching is not put back. */
export async function addWatchers(
  app: App,
  rule: { id: string; name: string },
  conversationId: string,
  userIds: readonly string[],
): Promise<void> {
  const added = await insertWatchers(app, conversationId, userIds, rule.id);
  if (added.length === 0) return;
  const found = await Promise.all(added.map((id) => users.find(app, id)));
  const names = found.flatMap((user) => user?.name ?? []);
  await noteActivity(
    app,
    { id: rule.id, name: 'Routing' },
    { conversationId, action: 'watcher.added', detail: { names, rule: rule.name } },
  );
}

async function mustBeThere(app: App, id: string): Promise<void> {
  if ((await findConversations(app, [id])).length === 0) throw inboxErrors('inbox.not_found', { id });
}
