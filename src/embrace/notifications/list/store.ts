import type { App } from '#platform/app/index.ts';

export interface NewsRow {
  id: string;
  memberId: string;
  kind: string;
  subject: string | null;
  item: string | null;
  title: string;
  path: string;
  byIds: string[];
  byName: string | null;
  people: number;
  count: number;
  data: Record<string, unknown>;
  at: Date;
  readAt: Date | null;
}

export const NEWS = `id, member_id as "memberId", kind, subject, item, title, path, by_ids as "byIds", by_name as "byName", people, count, data, at,
  read_at as "readAt"`;

export const SHOWN = ['unread', 'read', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

/** What a member was told on his page, newest first, from behind `after`. */
export function selectNews(
  app: App,
  memberId: string,
  { shown, after, limit }: { shown: Shown; after: { at: Date; id: string } | null; limit: number },
): Promise<NewsRow[]> {
  return app.db.query<NewsRow>(
    `select ${NEWS} from notifications where member_id = $1 and on_page and ($2 = 'all' or (read_at is null) = ($2 = 'unread'))
        and ($3::timestamptz is null or (at, id) < ($3, $4)) order by at desc, id desc limit $5`,
    [memberId, shown, after?.at ?? null, after?.id ?? '', limit],
  );
}

/** How many are not read; nobody needs to know more than a hundred exactly. */
export async function countUnread(app: App, memberId: string): Promise<number> {
  const [row] = await app.db.prepared<{ count: number }>(
    `select count(*)::int as count from (select 1 from notifications where member_id = $1 and on_page and read_at is null limit 100) as few`,
    [memberId],
  );
  return row!.count;
}

export async function selectOne(app: App, memberId: string, id: string): Promise<NewsRow | undefined> {
  const [row] = await app.db.query<NewsRow>(
    `select ${NEWS} from notifications where id = $2 and member_id = $1`,
    [memberId, id],
  );
  return row;
}

/** Reads what is not read: these, or all up to a moment. Answers how many. */
export async function markRead(
  app: App,
  memberId: string,
  which: { ids: readonly string[] } | { until: Date },
): Promise<number> {
  const rows = await app.db.query(
    `update notifications set read_at = now() where member_id = $1 and read_at is null and ($2::text[] is null or id = any($2))
        and ($3::timestamptz is null or at <= $3) returning id`,
    [memberId, 'ids' in which ? which.ids : null, 'until' in which ? which.until : null],
  );
  return rows.length;
}

/** Reads what is about a thread or an idea. Answers how many lines that were, and how many are not read now: up to a hundred. */
export async function readSubject(
  app: App,
  memberId: string,
  subject: string,
): Promise<{ changed: number; left: number }> {
  const [row] = await app.db.prepared<{ changed: number; left: number }>(
    `with read as (
       update notifications set read_at = now() where member_id = $1 and read_at is null and subject = $2 returning id)
     select (select count(*)::int from read) as changed,
       (select count(*)::int from (select 1 from notifications where member_id = $1 and on_page and read_at is null
          and subject is distinct from $2 limit 100) as few) as left`,
    [memberId, subject],
  );
  return row!;
}

/** Not read any more; left alone where the bundle has begun anew since. */
export async function markUnread(app: App, memberId: string, id: string): Promise<number> {
  const rows = await app.db.query(
    `update notifications n set read_at = null where id = $2 and member_id = $1 and read_at is not null and not exists (
        select from notifications o where o.member_id = n.member_id and o.kind = n.kind and o.bundle = n.bundle and o.read_at is null) returning id`,
    [memberId, id],
  );
  return rows.length;
}

/** What is about something that is gone. Answers who had heard of it. */
export async function deleteAbout(app: App, subjects: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'delete from notifications where subject = any($1) or item = any($1) returning member_id as id',
    [subjects],
  );
  return [...new Set(rows.map(({ id }) => id))];
}
