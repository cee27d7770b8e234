import type { App } from '#platform/app/index.ts';

/** A conversation that is not done, and when somebody said or did something in it last. */
export interface QuietRow {
  conversationId: string;
  since: Date;
}

/** Those behind an id, in order. What rules and the program did does not count; times are in milliseconds. */
export async function quietConversations(app: App, after: string, limit: number): Promise<QuietRow[]> {
  return app.db.query<QuietRow>(
    `select c.id as "conversationId", date_trunc('milliseconds', least(now(), greatest(c.last_post_at, c.answered_at,
         (select a.at from conversation_activity a where a.conversation_id = c.id and a.actor_id like 'user\\_%' order by a.id desc limit 1)))) as since
       from conversations c where c.id > $1 and c.status <> 'done' and not c.is_gone order by c.id limit $2`,
    [after, limit],
  );
}
