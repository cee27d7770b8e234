import type { App } from '#platform/app/index.ts';
import type { ReplyRow } from '../review/replies-store.ts';
import { type ReviewRow, selectReviews } from '../review/store.ts';

/** Reviews that nobody has heard as they are now, locked; what another process has is passed over. */
export async function takeUnheard(app: App, limit: number): Promise<ReviewRow[]> {
  const ids = await app.db.query<{ id: string }>(
    `select id from reviews where heard_version < version order by changed_at limit $1 for no key update skip locked`,
    [limit],
  );
  return selectReviews(
    app,
    ids.map(({ id }) => id),
  );
}

export async function markHeard(app: App, rows: readonly ReviewRow[]): Promise<void> {
  await app.db.query(
    'update reviews r set heard_version = t.version from unnest($1::text[], $2::int[]) as t(id, version) where r.id = t.id',
    [rows.map(({ id }) => id), rows.map(({ version }) => version)],
  );
}

export async function writeCase(app: App, reviewId: string, caseId: string): Promise<void> {
  await app.db.query('update reviews set case_id = $2 where id = $1', [reviewId, caseId]);
}

export type HeardReply = ReplyRow & { slug: string };

export async function takeReplies(app: App, limit: number): Promise<HeardReply[]> {
  return app.db.query<HeardReply>(
    `select a.id, a.review_id as "reviewId", a.markdown, a.html, a.by_id as "byId", a.by_name as "byName", a.key, a.at, a.changed_at as "changedAt", p.slug
      from review_replies a join reviews r on r.id = a.review_id join review_products p on p.id = r.product_id
      where (a.heard_at is null or a.heard_at < a.changed_at) and r.state = 'shown' and r.heard_version > 0
      order by a.changed_at limit $1 for update of a skip locked`,
    [limit],
  );
}

export async function markReplyHeard(app: App, rows: readonly HeardReply[]): Promise<void> {
  await app.db.query('update review_replies set heard_at = changed_at where id = any($1)', [
    rows.map(({ id }) => id),
  ]);
}
