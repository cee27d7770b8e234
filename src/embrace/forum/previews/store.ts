import type { App } from '#platform/app/index.ts';
import type { Preview } from '../talk/read.ts';
import type { Alone } from './domain.ts';

/** What stands alone in posts, by their ids; what nobody looked at yet waits to be. */
export async function writeAlone(app: App, posts: ReadonlyMap<string, Alone>): Promise<boolean> {
  const rows = [...posts].map(([id, { links, named }]) => ({ id, links, named }));
  if (rows.length === 0) return false;
  await app.db.query(
    `update forum_posts p set links = a.links, named = a.named from (
       select id, case when cardinality(links) > 0 then links end as links, case when cardinality(named) > 0 then named end as named
         from jsonb_to_recordset($1::jsonb) as r (id text, links text[], named text[])) a
      where p.id = a.id and (p.links, p.named) is distinct from (a.links, a.named)`,
    [JSON.stringify(rows)],
  );
  const urls = [...new Set(rows.flatMap(({ links }) => links))].sort();
  if (urls.length === 0) return false;
  const fresh = await app.db.query(
    'insert into forum_previews (url) select unnest($1::text[]) on conflict do nothing returning 1',
    [urls],
  );
  return fresh.length > 0;
}

export interface DueRow {
  url: string;
  state: 'new' | 'there' | 'none' | 'gone';
  failures: number;
  pictureId: string | null;
}

/** Addresses to be looked at; who takes them has ten minutes, then others may. */
export async function takeDue(app: App, limit: number): Promise<DueRow[]> {
  return app.db.query<DueRow>(
    `with due as (select url from forum_previews where next_at <= now() order by next_at limit $1 for update skip locked)
     update forum_previews p set next_at = now() + interval '10 minutes' from due where due.url = p.url
      returning p.url, p.state, p.failures, p.picture_id as "pictureId"`,
    [limit],
  );
}

export interface PreviewRow {
  state: DueRow['state'];
  title: string | null;
  description: string | null;
  site: string | null;
  pictureId: string | null;
  failures: number;
}

export async function writePreview(app: App, url: string, row: PreviewRow, hours: number): Promise<void> {
  await app.db.query(
    `update forum_previews set state = $2, title = $3, description = $4, site = $5, picture_id = $6, failures = $7,
       next_at = now() + make_interval(hours => $8) where url = $1`,
    [url, row.state, row.title, row.description, row.site, row.pictureId, row.failures, hours],
  );
}

/** It failed once more; what is known of it stays. */
export async function noteFailure(app: App, url: string, hours: number): Promise<void> {
  await app.db.query(
    'update forum_previews set failures = failures + 1, next_at = now() + make_interval(hours => $2) where url = $1',
    [url, hours],
  );
}

/** Forgets an address that stands in no post any more; false where one has it. */
export async function deleteUnused(app: App, url: string): Promise<boolean> {
  const gone = await app.db.query(
    `delete from forum_previews where url = $1 and not exists (select from forum_posts where links @> array[$1::text]) returning 1`,
    [url],
  );
  return gone.length > 0;
}

/** Threads in which an address stands are other ones now; answers their ids. */
export async function touchThreads(app: App, url: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with shown as (select id from forum_threads where id = any(array(select thread_id from forum_posts where links @> array[$1::text]))
        order by id for no key update)
     update forum_threads t set version = version + 1 from shown where shown.id = t.id returning t.id`,
    [url],
  );
  return rows.map(({ id }) => id);
}

/** What is known of pages to which these posts link, in the order of the links. */
export async function selectOfPosts(
  app: App,
  postIds: readonly string[],
): Promise<(Preview & { postId: string })[]> {
  return app.db.query(
    `select p.id as "postId", v.url, v.title, v.description, v.site, v.picture_id as "pictureId" from forum_posts p
       join forum_previews v on v.url = any(p.links) where p.id = any($1) and p.links is not null and v.state = 'there'
      order by p.id, array_position(p.links, v.url)`,
    [postIds],
  );
}

/** Whether a file is the picture of a page: nothing else is served there. */
export async function isPicture(app: App, fileId: string): Promise<boolean> {
  const rows = await app.db.query('select 1 from forum_previews where picture_id = $1 limit 1', [fileId]);
  return rows.length > 0;
}
