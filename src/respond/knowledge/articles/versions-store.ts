import type { App } from '#platform/app/index.ts';

export interface VersionRow {
  version: number;
  title: string;
  body: string;
  byName: string;
  note: string | null;
  createdAt: Date;
}

export async function insertVersion(
  app: App,
  row: {
    articleId: string;
    language: string;
    version: number;
    title: string;
    body: string;
    by: { id: string; name: string };
    note: string | null;
  },
): Promise<void> {
  await app.db.query(
    `insert into article_versions (article_id, language, version, title, body, by_id, by_name, note) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.articleId, row.language, row.version, row.title, row.body, row.by.id, row.by.name, row.note],
  );
}

/** Newest first. */
export async function selectVersions(app: App, articleId: string, language: string): Promise<VersionRow[]> {
  return app.db.query<VersionRow>(
    `select version, title, body, by_name as "byName", note, created_at as "createdAt" from article_versions
      where article_id = $1 and language = $2 order by version desc limit 500`,
    [articleId, language],
  );
}

export async function selectVersion(
  app: App,
  articleId: string,
  language: string,
  version: number,
): Promise<VersionRow | undefined> {
  const [row] = await app.db.query<VersionRow>(
    `select version, title, body, by_name as "byName", note, created_at as "createdAt" from article_versions
      where article_id = $1 and language = $2 and version = $3`,
    [articleId, language, version],
  );
  return row;
}
