import type { App } from '#platform/app/index.ts';

export interface LinkRow {
  fromId: string;
  toId: string;
  kind: string;
}

const COLUMNS = 'from_id as "fromId", to_id as "toId", kind';

/** Adds links; answers those that were new. */
export async function insertLinks(
  app: App,
  links: readonly LinkRow[],
  createdBy: string,
): Promise<LinkRow[]> {
  return app.db.query<LinkRow>(
    `insert into case_links (from_id, to_id, kind, created_by) select f, t, k, $4 from unnest($1::text[], $2::text[], $3::text[]) as d (f, t, k)
     on conflict do nothing returning ${COLUMNS}`,
    [
      links.map((link) => link.fromId),
      links.map((link) => link.toId),
      links.map((link) => link.kind),
      createdBy,
    ],
  );
}

export async function deleteLinks(app: App, links: readonly LinkRow[]): Promise<LinkRow[]> {
  return app.db.query<LinkRow>(
    `delete from case_links using unnest($1::text[], $2::text[], $3::text[]) as d (f, t, k)
      where from_id = d.f and to_id = d.t and kind = d.k returning ${COLUMNS}`,
    [links.map((link) => link.fromId), links.map((link) => link.toId), links.map((link) => link.kind)],
  );
}

/** Links from and to these cases, at most `limit`. */
export async function selectLinks(app: App, ids: readonly string[], limit: number): Promise<LinkRow[]> {
  return app.db.query<LinkRow>(
    `(select ${COLUMNS} from case_links where from_id = any($1) limit $2)
     union (select ${COLUMNS} from case_links where to_id = any($1) limit $2)`,
    [ids, limit],
  );
}

/** How many cases point at this one. */
export async function countLinked(app: App, id: string): Promise<number> {
  const rows = await app.db.query<{ count: number }>(
    'select count(distinct from_id)::int as count from case_links where to_id = $1',
    [id],
  );
  return rows[0]!.count;
}

/** Cases that point at this one as caused by it, part of it or the same, in order of their ids. */
export async function selectLinked(app: App, id: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select distinct from_id as id from case_links where to_id = $1 and kind <> 'follow-up-of' order by 1 limit $2`,
    [id, limit],
  );
  return rows.map((row) => row.id);
}

/** Every case that can be reached from this one along links of a kind. */
export async function selectAbove(app: App, id: string, kind: string): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    `with recursive up as (select to_id as id from case_links where from_id = $1 and kind = $2
       union select l.to_id from case_links l join up on l.from_id = up.id and l.kind = $2) select id from up`,
    [id, kind],
  );
  return new Set(rows.map((row) => row.id));
}
