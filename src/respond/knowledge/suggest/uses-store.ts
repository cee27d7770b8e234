import type { App } from '#platform/app/index.ts';

export interface UseRow {
  id: string;
  articleId: string;
  language: string;
  conversationId: string;
  postId: string;
}

/** Answers the use that is there already, or the new one. */
export async function insertUse(
  app: App,
  row: UseRow & { how: 'link' | 'text'; usedBy: string },
): Promise<{ id: string; isNew: boolean }> {
  const [made] = await app.db.query<{ id: string; isNew: boolean }>(
    `insert into article_uses (id, article_id, language, conversation_id, post_id, how, used_by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (conversation_id, article_id, language) do update set how = excluded.how returning id, (xmax = 0) as "isNew"`,
    [row.id, row.articleId, row.language, row.conversationId, row.postId, row.how, row.usedBy],
  );
  return made!;
}

export async function deleteUse(app: App, id: string): Promise<UseRow | undefined> {
  const [row] = await app.db.query<UseRow>(
    `delete from article_uses where id = $1
     returning id, article_id as "articleId", language, conversation_id as "conversationId", post_id as "postId"`,
    [id],
  );
  return row;
}

export async function selectUsesOf(app: App, conversationId: string): Promise<UseRow[]> {
  return app.db.query<UseRow>(
    `select id, article_id as "articleId", language, conversation_id as "conversationId", post_id as "postId"
      from article_uses where conversation_id = $1`,
    [conversationId],
  );
}

/** Uses in conversations that are done now, whose answer left after the article went in. `answered` are times by conversation. */
export async function selectToLearn(
  app: App,
  answered: readonly { conversationId: string; at: Date }[],
): Promise<UseRow[]> {
  return app.db.query<UseRow>(
    `select u.id, u.article_id as "articleId", u.language, u.conversation_id as "conversationId", u.post_id as "postId"
      from article_uses u join jsonb_to_recordset($1::jsonb) as a (id text, at timestamptz) on a.id = u.conversation_id
      where u.learned_at is null and a.at >= u.used_at - interval '1 minute' order by u.id`,
    [JSON.stringify(answered.map(({ conversationId, at }) => ({ id: conversationId, at })))],
  );
}

export async function markLearned(
  app: App,
  rows: readonly { id: string; question: string }[],
): Promise<void> {
  await app.db.query(
    `update article_uses u set question = r ->> 'question', learned_at = now()
      from jsonb_array_elements($1::jsonb) r where u.id = r ->> 'id'`,
    [JSON.stringify(rows)],
  );
}

/** Conversations that went take their uses along; answers the articles. */
export async function deleteUsesOf(app: App, conversationIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ articleId: string }>(
    'delete from article_uses where conversation_id = any($1) returning article_id as "articleId"',
    [conversationIds],
  );
  return [...new Set(rows.map(({ articleId }) => articleId))];
}

export async function selectLearned(
  app: App,
  articleIds: readonly string[],
): Promise<(UseRow & { question: string; learnedAt: Date })[]> {
  return app.db.query(
    `select id, article_id as "articleId", language, conversation_id as "conversationId", post_id as "postId", question, learned_at as "learnedAt"
      from article_uses where learned_at is not null and question is not null and article_id = any($1) order by learned_at desc limit 500`,
    [articleIds],
  );
}

/** Posts that something was learned from, some at a time. */
export async function selectLearnedPosts(
  app: App,
  after: string,
  limit: number,
): Promise<{ id: string; postId: string; articleId: string }[]> {
  return app.db.query(
    `select id, post_id as "postId", article_id as "articleId" from article_uses where learned_at is not null and id > $1 order by id limit $2`,
    [after, limit],
  );
}

export async function countUses(
  app: App,
  articleIds: readonly string[],
): Promise<Map<string, { uses: number; learned: number }>> {
  const rows = await app.db.query<{ articleId: string; uses: number; learned: number }>(
    `select article_id as "articleId", count(*)::integer as uses, count(learned_at)::integer as learned
      from article_uses where article_id = any($1) group by article_id`,
    [articleIds],
  );
  return new Map(rows.map(({ articleId, ...counts }) => [articleId, counts]));
}
