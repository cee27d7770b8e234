import type { App } from '#platform/app/index.ts';

/** Locks a page until the transaction ends; whether it was removed, or undefined where there never was one. */
export async function lockPage(app: App, id: string): Promise<{ isRemoved: boolean } | undefined> {
  const [row] = await app.db.query<{ isRemoved: boolean }>(
    'select removed_at is not null as "isRemoved" from site_pages where id = $1 for no key update',
    [id],
  );
  return row;
}

/** Shows readers the newest version; the address before leads to the new one, and no other page's old one does any more. */
export async function setPublished(app: App, pageId: string, language: string, slug: string): Promise<void> {
  await app.db.query(
    `insert into site_page_moves (language, slug, page_id) select language, slug, page_id from site_page_texts
      where page_id = $1 and language = $2 and slug <> $3 on conflict (language, slug) do update set page_id = excluded.page_id`,
    [pageId, language, slug],
  );
  await app.db.query(
    `update site_page_texts set published_version = version, published_at = now(), slug = $3 where page_id = $1 and language = $2`,
    [pageId, language, slug],
  );
  await app.db.query('delete from site_page_moves where language = $1 and slug = $2', [language, slug]);
}

/** Readers do not see it any more; what is written stays. */
export async function setWithdrawn(app: App, pageId: string, language: string): Promise<boolean> {
  const rows = await app.db.query(
    `update site_page_texts set published_version = null, published_at = null, slug = null
      where page_id = $1 and language = $2 and published_version is not null returning 1`,
    [pageId, language],
  );
  return rows.length > 0;
}

/** A removed page gives its addresses free, and gets them back as far as nobody took them. */
export async function setRemoved(app: App, id: string, isRemoved: boolean): Promise<void> {
  await app.db.query(`update site_pages set removed_at = case when $2 then now() end where id = $1`, [
    id,
    isRemoved,
  ]);
  if (isRemoved) await app.db.query('update site_page_texts set slug = null where page_id = $1', [id]);
  else
    await app.db.query(
      `update site_page_texts t set slug = v.slug from site_page_versions v
        where t.page_id = $1 and v.page_id = t.page_id and v.language = t.language and v.version = t.published_version
          and not exists (select 1 from site_page_texts o where o.language = t.language and o.slug = v.slug)`,
      [id],
    );
}

/** The page that had this address before. */
export async function findMoved(
  app: App,
  language: string | null,
  slug: string,
): Promise<string | undefined> {
  const [row] = await app.db.query<{ pageId: string }>(
    `select page_id as "pageId" from site_page_moves where slug = $2 and ($1::text is null or language = $1) limit 1`,
    [language, slug],
  );
  return row?.pageId;
}
