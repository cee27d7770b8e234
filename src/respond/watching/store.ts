import type { App } from '#platform/app/index.ts';

export interface Watcher {
  conversationId: string;
  userId: string;
  ruleId: string | null;
}

/** Those who watch, the first to begin first. */
export async function selectWatchers(app: App, conversationIds: readonly string[]): Promise<Watcher[]> {
  return app.db.query<Watcher>(
    `select conversation_id as "conversationId", user_id as "userId", rule_id as "ruleId" from conversation_watchers
      where conversation_id = any($1) and is_on order by at, user_id`,
    [conversationIds],
  );
}

/** Answers whether that changed anything. */
export async function setWatcher(
  app: App,
  conversationId: string,
  userId: string,
  isOn: boolean,
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into conversation_watchers (conversation_id, user_id, is_on) values ($1, $2, $3)
     on conflict (conversation_id, user_id) do update set is_on = excluded.is_on, rule_id = null, at = now()
       where conversation_watchers.is_on <> excluded.is_on
     returning is_on`,
    [conversationId, userId, isOn],
  );
  return rows.length > 0;
}

/** Who watches already, or stopped, stays as they chose. Answers those who were added. */
export async function insertWatchers(
  app: App,
  conversationId: string,
  userIds: readonly string[],
  ruleId: string,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `insert into conversation_watchers (conversation_id, user_id, rule_id) select distinct $1, u, $3 from unnest($2::text[]) u
     on conflict (conversation_id, user_id) do nothing returning user_id as id`,
    [conversationId, userIds, ruleId],
  );
  return rows.map(({ id }) => id);
}

export async function deleteWatchers(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.db.query('delete from conversation_watchers where conversation_id = any($1)', [conversationIds]);
}
