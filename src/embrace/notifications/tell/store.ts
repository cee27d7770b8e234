import type { App } from '#platform/app/index.ts';
import type { Channels, Told } from '../domain.ts';

export interface NewNews extends Channels {
  id: string;
  memberId: string;
}

/** Members to whom a key is new. */
export async function insertKeys(app: App, memberIds: readonly string[], key: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `insert into notification_keys (member_id, key) select id, $2 from unnest($1::text[]) as id order by id
     on conflict do nothing returning member_id as id`,
    [memberIds, key],
  );
  return rows.map(({ id }) => id);
}

/** Adds what members are told; one of a bundle that nobody has read yet goes into that. */
export async function insertNews(
  app: App,
  { kind, bundle, about, by, data }: Told,
  news: readonly NewNews[],
): Promise<void> {
  await app.db.query(
    `insert into notifications as n (id, member_id, kind, bundle, subject, title, path, by_ids, by_name, people, data, on_page, mail, push, item)
       select id, member_id, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13::jsonb, on_page, mail, push, $15
         from unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $14::boolean[]) as t(id, member_id, on_page, mail, push) order by member_id
     on conflict (member_id, kind, bundle) where read_at is null and bundle is not null do update
       set count = n.count + 1, at = now(), title = excluded.title, path = excluded.path, data = excluded.data, item = excluded.item,
           by_name = coalesce(excluded.by_name, n.by_name),
           people = n.people + case when excluded.by_ids <@ n.by_ids and excluded.by_name is not distinct from n.by_name then 0 else 1 end,
           by_ids = case when excluded.by_ids <@ n.by_ids then n.by_ids
             else n.by_ids[greatest(1, cardinality(n.by_ids) - 48):] || excluded.by_ids end`,
    [
      news.map(({ id }) => id),
      news.map(({ memberId }) => memberId),
      news.map(({ page }) => page),
      news.map(({ mail }) => mail),
      kind,
      bundle ?? null,
      about.id ?? null,
      about.title,
      about.path,
      by?.id ? [by.id] : [],
      by && by.id === null ? by.name : null,
      by ? 1 : 0,
      JSON.stringify(data ?? {}),
      news.map(({ push }) => push),
      about.item ?? null,
    ],
  );
}

/** What some members decided about a kind. */
export async function selectChoices(
  app: App,
  memberIds: readonly string[],
  kind: string,
): Promise<Map<string, Channels>> {
  const rows = await app.db.query<Channels & { memberId: string }>(
    'select member_id as "memberId", on_page as page, mail, push from notification_choices where member_id = any($1) and kind = $2',
    [memberIds, kind],
  );
  return new Map(rows.map(({ memberId, ...channels }) => [memberId, channels]));
}
