import type { App } from '#platform/app/index.ts';

export interface CreditRow {
  articleId: string;
  memberId: string;
  kind: 'answer' | 'edit';
  /** The post or the edit. */
  sourceId: string;
  isHidden: boolean;
  at: Date;
}

const CREDIT = `article_id as "articleId", member_id as "memberId", kind, source_id as "sourceId", is_hidden as "isHidden", at`;

/** Who is credited already, or does not want to be named there, stays as he wished. */
export async function insertCredits(
  app: App,
  articleId: string,
  kind: CreditRow['kind'],
  rows: readonly { memberId: string; sourceId: string }[],
): Promise<void> {
  await app.db.query(
    `insert into contribution_credits (article_id, member_id, kind, source_id, is_hidden)
       select $1, r ->> 'memberId', $2, r ->> 'sourceId',
         exists (select from contribution_credits c where c.article_id = $1 and c.member_id = r ->> 'memberId' and c.is_hidden) from jsonb_array_elements($3::jsonb) r
       order by 2 on conflict do nothing`,
    [articleId, kind, JSON.stringify(rows)],
  );
}

/** Of these articles, or of all. */
export async function selectCredits(app: App, articleIds?: readonly string[]): Promise<CreditRow[]> {
  return app.db.query<CreditRow>(
    `select ${CREDIT} from contribution_credits where ($1::text[] is null or article_id = any($1)) order by article_id, kind, at, member_id`,
    [articleIds ?? null],
  );
}

export async function selectCreditsOf(app: App, memberId: string): Promise<CreditRow[]> {
  return app.db.query<CreditRow>(
    `select ${CREDIT} from contribution_credits where member_id = $1 order by at desc, article_id`,
    [memberId],
  );
}

/** A member wants to be named, or not; answers false where he is not credited there. */
export async function updateHidden(
  app: App,
  memberId: string,
  articleId: string,
  isHidden: boolean,
): Promise<boolean> {
  const rows = await app.db.query(
    'update contribution_credits set is_hidden = $3 where member_id = $1 and article_id = $2 returning 1',
    [memberId, articleId, isHidden],
  );
  return rows.length > 0;
}

/** All credits of an article, or the one that an edit brought. */
export async function deleteCreditsOf(app: App, articleId: string, editId?: string): Promise<void> {
  await app.db.query(
    `delete from contribution_credits where article_id = $1 and ($2::text is null or (kind = 'edit' and source_id = $2))`,
    [articleId, editId ?? null],
  );
}

/** Answers the articles in which the member was named. */
export async function deleteCreditsOfMember(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ articleId: string }>(
    'delete from contribution_credits where member_id = $1 returning article_id as "articleId"',
    [memberId],
  );
  return [...new Set(rows.map(({ articleId }) => articleId))];
}
