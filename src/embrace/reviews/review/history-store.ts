import type { App } from '#platform/app/index.ts';
import type { RemovalReason } from '../domain.ts';
import type { ReviewRow } from './store.ts';

export async function insertVersion(app: App, row: ReviewRow): Promise<void> {
  await app.db.query(
    'insert into review_versions (review_id, version, stars, title, markdown, at) values ($1, $2, $3, $4, $5, $6)',
    [row.id, row.version, row.stars, row.title, row.markdown, row.changedAt],
  );
}

export interface VersionRow {
  version: number;
  stars: number;
  title: string;
  markdown: string;
  at: Date;
}

/** Newest first, the latest hundred. */
export async function selectVersions(app: App, reviewId: string): Promise<VersionRow[]> {
  return app.db.query<VersionRow>(
    'select version, stars, title, markdown, at from review_versions where review_id = $1 order by version desc limit 100',
    [reviewId],
  );
}

export interface RemovalRow {
  reason: RemovalReason | null;
  note: string;
  byName: string;
  at: Date;
}

export async function insertRemoval(
  app: App,
  row: { id: string; reviewId: string; byId: string | null } & Omit<RemovalRow, 'at'>,
): Promise<void> {
  await app.db.query(
    'insert into review_removals (id, review_id, reason, note, by_id, by_name) values ($1, $2, $3, $4, $5, $6)',
    [row.id, row.reviewId, row.reason, row.note, row.byId, row.byName],
  );
}

export async function selectRemovals(app: App, reviewId: string): Promise<RemovalRow[]> {
  return app.db.query<RemovalRow>(
    'select reason, note, by_name as "byName", at from review_removals where review_id = $1 order by at, id',
    [reviewId],
  );
}
