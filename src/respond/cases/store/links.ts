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

/** How many cases point at one and what was merged into it. */
export async function countLinked(app: App, family: readonly string[]): Promise<number> {
  const rows = await app.db.query<{ count: number }>(
    'select count(distinct from_id)::int as count from case_links where to_id = any($1) and from_id <> all($1)',
    [family],
  );
  return rows[0]!.count;
}

/**
 * Cases that point at this one, or at what was merged into it, as caused by it, part of it or the same, in order of their ids. One that was
 * merged stands as the one that leads.
 */
export async function selectLinked(app: App, id: string, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with recursive family as (select $1::text collate "C" as id union select c.id from cases c join family f on c.merged_into = f.id),
       linked as (select from_id as id from case_links where to_id in (select id from family) and kind <> 'follow-up-of'
         union select c.merged_into from cases c join linked l on c.id = l.id where c.merged_into is not null)
     select id from cases where id in (select id from linked) and id not in (select id from family) and merged_into is null and deleted_at is null
      order by id limit $2`,
    [id, limit],
  );
  return rows.map((row) => row.id);
}

/** Every case that can be reached from this one along links of a kind; what was merged is one with the case that leads. */
export async function selectAbove(app: App, id: string, kind: string): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    `with recursive up as (select $1::text collate "C" as id union select next.id from up cross join lateral (
         select to_id from case_links where from_id = up.id and kind = $2
         union all select merged_into from cases where id = up.id and merged_into is not null
         union all select id from cases where merged_into = up.id) next (id)) select id from up`,
    [id, kind],
  );
  return new Set(rows.map((row) => row.id));
}
