import type { App } from '#platform/app/index.ts';

export interface TextRow {
  pageId: string;
  language: string;
  version: number;
  publishedVersion: number | null;
  publishedAt: Date | null;
  previewKey: string;
  title: string;
  slug: string;
  description: string;
  markdown: string;
  savedBy: string;
  savedAt: Date;
}

const TEXT = `t.page_id as "pageId", t.language, t.version, t.published_version as "publishedVersion", t.published_at as "publishedAt",
  t.preview_key as "previewKey", v.title, v.slug, v.description, v.markdown, v.saved_by as "savedBy", v.saved_at as "savedAt"`;
const OF = 'v.page_id = t.page_id and v.language = t.language';

/** The newest texts of pages that are there, the oldest page first; of one page where it is named. */
export function selectTexts(app: App, pageId: string | null = null): Promise<TextRow[]> {
  return app.db.query(
    `select ${TEXT} from site_pages p join site_page_texts t on t.page_id = p.id join site_page_versions v on ${OF} and v.version = t.version
      where p.removed_at is null and ($1::text is null or p.id = $1) order by p.created_at, p.id, t.language`,
    [pageId],
  );
}

/** What readers see. */
export function selectPublished(app: App): Promise<TextRow[]> {
  return app.db.query(
    `select ${TEXT} from site_pages p join site_page_texts t on t.page_id = p.id join site_page_versions v on ${OF} and v.version = t.published_version
      where p.removed_at is null and t.slug is not null order by p.created_at, p.id, t.language`,
  );
}

/** What is saved, for whoever has the key. */
export async function selectByKey(app: App, key: string): Promise<TextRow | undefined> {
  const [row] = await app.db.query<TextRow>(
    `select ${TEXT} from site_pages p join site_page_texts t on t.page_id = p.id join site_page_versions v on ${OF} and v.version = t.version
      where p.removed_at is null and t.preview_key = $1`,
    [key],
  );
  return row;
}

export async function countPages(app: App): Promise<number> {
  const [row] = await app.db.query<{ pages: number }>(
    'select count(*)::int as pages from site_pages where removed_at is null',
  );
  return row!.pages;
}

export async function insertPage(app: App, id: string): Promise<void> {
  await app.db.query('insert into site_pages (id) values ($1)', [id]);
}

/** Keeps the next version of a text; undefined where it is not `basedOn` any more. */
export async function upsertText(
  app: App,
  text: { pageId: string; language: string; basedOn: number; previewKey: string },
): Promise<number | undefined> {
  const [row] = await app.db.query<{ version: number }>(
    `insert into site_page_texts as t (page_id, language, version, preview_key) select $1, $2, 1, $4 where $3 = 0 or exists (
        select 1 from site_page_texts where page_id = $1 and language = $2)
      on conflict (page_id, language) do update set version = t.version + 1 where t.version = $3 returning version`,
    [text.pageId, text.language, text.basedOn, text.previewKey],
  );
  return row?.version;
}

export async function insertVersion(
  app: App,
  row: Pick<
    TextRow,
    'pageId' | 'language' | 'version' | 'title' | 'slug' | 'description' | 'markdown' | 'savedBy'
  >,
): Promise<void> {
  await app.db.query(
    `insert into site_page_versions (page_id, language, version, title, slug, description, markdown, saved_by) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.pageId, row.language, row.version, row.title, row.slug, row.description, row.markdown, row.savedBy],
  );
}

/** Newest first. */
export function selectVersions(
  app: App,
  pageId: string,
  language: string,
): Promise<Omit<TextRow, 'previewKey'>[]> {
  return app.db.query(
    `select version, title, slug, description, markdown, saved_by as "savedBy", saved_at as "savedAt" from site_page_versions
      where page_id = $1 and language = $2 order by version desc limit 100`,
    [pageId, language],
  );
}
