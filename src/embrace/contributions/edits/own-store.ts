import type { App } from '#platform/app/index.ts';

/** All that is kept of what a member suggested. */
export async function selectOwnEdits(app: App, memberId: string): Promise<object[]> {
  return app.db.query(
    `select id, article_id as "articleId", language, title, body, reason, state, answer, created_at as "createdAt", decided_at as "decidedAt"
      from contribution_edits where member_id = $1 order by id`,
    [memberId],
  );
}

/** What nobody has taken goes with its member. */
export async function deleteOpenEdits(app: App, memberId: string): Promise<void> {
  await app.db.query(`delete from contribution_edits where member_id = $1 and state <> 'taken'`, [memberId]);
}

/** What was taken is nobody's any more; the words of its reason go, unless they may stay. */
export async function disownEdits(app: App, memberId: string, keepsContent: boolean): Promise<void> {
  await app.db.query(
    `update contribution_edits set member_name = '', form_id = null, member_id = null,
       reason = case when $2 then reason else '' end where member_id = $1`,
    [memberId, keepsContent],
  );
}

export async function deleteEditsOf(app: App, articleIds: readonly string[]): Promise<void> {
  await app.db.query('delete from contribution_edits where article_id = any($1)', [articleIds]);
}
