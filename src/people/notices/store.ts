import type { App, Role } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

export interface NewNotice {
  /** Every owner, or the id of one user. */
  to: 'owners' | (string & {});
  level: 'info' | 'warning' | 'error';
  /** A few words. */
  title: string;
  /** What happened, what was kept, what to do. */
  text: string;
  /** Path in the console, `/settings/sources`. */
  link?: string;
  /** Names the trouble: the same key is told once until it is resolved. */
  key: string;
}

export interface Notice {
  /** `ntc_…` */
  id: string;
  level: NewNotice['level'];
  title: string;
  text: string;
  link: string | null;
  at: Date;
  readAt: Date | null;
}

export interface Reader {
  id: string;
  role: Role;
}

/** Stores it, or renews the words of the one that is open; tells which. */
export async function saveNotice(app: App, notice: NewNotice): Promise<{ id: string; isNew: boolean }> {
  const [row] = await app.db.query<{ id: string; isNew: boolean }>(
    `insert into notices (id, audience, key, level, title, text, link) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (key, audience) where resolved_at is null
     do update set level = excluded.level, title = excluded.title, text = excluded.text, link = excluded.link
     returning id, xmax = 0 as "isNew"`,
    [newId('ntc'), notice.to, notice.key, notice.level, notice.title, notice.text, notice.link ?? null],
  );
  if (!row) throw new Error('a notice was not stored');
  return row;
}

/** Resolves with how many were open. */
export async function closeNotices(app: App, key: string): Promise<number> {
  const closed = await app.db.query(
    'update notices set resolved_at = now() where key = $1 and resolved_at is null returning id',
    [key],
  );
  return closed.length;
}

/** Resolves with how many there were, resolved ones included. */
export async function deleteNotices(app: App, links: readonly string[]): Promise<number> {
  return (await app.db.query('delete from notices where link = any($1) returning id', [links])).length;
}

/** Closes what merely informs about these pages; resolves with whom it was for. */
export async function closeInfoAbout(
  app: App,
  links: readonly string[],
  audience: string | undefined,
): Promise<string[]> {
  const closed = await app.db.query<{ audience: string }>(
    `update notices set resolved_at = now()
      where resolved_at is null and level = 'info' and link = any($1) and ($2::text is null or audience = $2)
      returning audience`,
    [links, audience ?? null],
  );
  return [...new Set(closed.map((row) => row.audience))];
}

export async function pruneNotices(app: App, days: number): Promise<void> {
  await app.db.query('delete from notices where resolved_at < now() - make_interval(days => $1)', [days]);
  await app.db.query(
    `update notices set resolved_at = now()
      where resolved_at is null and level = 'info' and created_at < now() - make_interval(days => $1)`,
    [days],
  );
}

const MINE = `n.resolved_at is null and (n.audience = $1 or (n.audience = 'owners' and $2 = 'owner'))`;
const JOINED = 'notices n left join notice_reads r on r.notice_id = n.id and r.user_id = $1';

export const listNotices = (
  app: App,
  reader: Reader,
  before: string | null,
  limit: number,
): Promise<Notice[]> =>
  app.db.query<Notice>(
    `select n.id, n.level, n.title, n.text, n.link, n.created_at as at, r.read_at as "readAt"
       from ${JOINED}
      where ${MINE} and ($3::text is null or n.id < $3)
      order by n.id desc limit $4`,
    [reader.id, reader.role, before, limit],
  );

export async function countUnread(app: App, reader: Reader): Promise<number> {
  const [row] = await app.db.query<{ unread: number }>(
    `select count(*) as unread from ${JOINED} where ${MINE} and r.read_at is null`,
    [reader.id, reader.role],
  );
  return row?.unread ?? 0;
}

/** Marks one, or with null all; resolves with how many of the reader's notices that named. */
export async function markRead(app: App, reader: Reader, id: string | null): Promise<number> {
  const marked = await app.db.query(
    `insert into notice_reads (notice_id, user_id)
     select n.id, $1 from notices n where ${MINE} and ($3::text is null or n.id = $3)
     on conflict (notice_id, user_id) do update set read_at = notice_reads.read_at
     returning notice_id`,
    [reader.id, reader.role, id],
  );
  return marked.length;
}

export async function findOpenNotice(app: App, id: string): Promise<Omit<Notice, 'readAt'> | undefined> {
  const [row] = await app.db.query<Omit<Notice, 'readAt'>>(
    'select id, level, title, text, link, created_at as at from notices where id = $1 and resolved_at is null',
    [id],
  );
  return row;
}
