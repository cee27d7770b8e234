import type { App } from '#platform/app/index.ts';

/** Rows straight into the tables, with what the triggers would have noted of them one by one. */
export async function seedRows(app: App, insert: () => Promise<void>): Promise<void> {
  await app.db.transaction(async () => {
    await app.db.query('set local statement_timeout = 0');
    await app.db.query('set local session_replication_role = replica');
    await insert();
    await app.db.query(
      `update forum_threads t set is_answered = true where not is_answered and exists (
         select from forum_posts p where p.thread_id = t.id and p.number > 1 and p.author_id is distinct from t.author_id)`,
    );
    await app.db.query(
      `insert into forum_changes (day) select distinct forum_day(created_at) from forum_posts union select distinct forum_day(created_at) from forum_threads`,
    );
    await app.db.query(
      `insert into forum_changes (member_id, is_unread)
         select id, true from (select author_id as id from forum_posts union select author_id from forum_threads union select member_id from forum_reads) m where id is not null`,
    );
  });
}
