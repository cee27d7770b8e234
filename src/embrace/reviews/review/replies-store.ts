import type { App } from '#platform/app/index.ts';

export interface ReplyRow {
  id: string;
  reviewId: string;
  markdown: string;
  html: string;
  byId: string | null;
  byName: string;
  key: string | null;
  at: Date;
  changedAt: Date;
}

const REPLY = `a.id, a.review_id as "reviewId", a.markdown, a.html, a.by_id as "byId", a.by_name as "byName", a.key, a.at, a.changed_at as "changedAt"`;

/** Answers false where there is one already. */
export async function insertReply(app: App, row: Omit<ReplyRow, 'at' | 'changedAt'>): Promise<boolean> {
  const rows = await app.db.query(
    `insert into review_replies (id, review_id, markdown, html, by_id, by_name, key) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning id`,
    [row.id, row.reviewId, row.markdown, row.html, row.byId, row.byName, row.key],
  );
  return rows.length > 0;
}

export async function updateReply(
  app: App,
  row: Pick<ReplyRow, 'reviewId' | 'markdown' | 'html' | 'byId' | 'byName'>,
): Promise<void> {
  await app.db.query(
    'update review_replies set markdown = $2, html = $3, by_id = $4, by_name = $5, changed_at = now() where review_id = $1',
    [row.reviewId, row.markdown, row.html, row.byId, row.byName],
  );
}

export async function selectReplies(app: App, reviewIds: readonly string[]): Promise<Map<string, ReplyRow>> {
  const rows = await app.db.query<ReplyRow>(
    `select ${REPLY} from review_replies a where a.review_id = any($1)`,
    [reviewIds],
  );
  return new Map(rows.map((row) => [row.reviewId, row]));
}

export async function selectReply(
  app: App,
  by: { key: string } | { id: string },
): Promise<ReplyRow | undefined> {
  const [row] = await app.db.query<ReplyRow>(
    `select ${REPLY} from review_replies a where ${'key' in by ? 'a.key' : 'a.id'} = $1`,
    ['key' in by ? by.key : by.id],
  );
  return row;
}

export async function deleteReply(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ reviewId: string }>(
    'delete from review_replies where id = $1 returning review_id as "reviewId"',
    [id],
  );
  return row?.reviewId;
}
