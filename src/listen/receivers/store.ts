import type { App } from '#platform/app/index.ts';
import type { Mapping } from './mapping.ts';
import type { Signature } from './signature.ts';

export interface ReceiverRow {
  id: string;
  name: string;
  signature: Signature;
  /** Sealed. */
  secret: string | null;
  mapping: Mapping;
  isPrivate: boolean;
  isOn: boolean;
  createdAt: Date;
}

export interface LogRow {
  id: string;
  at: Date;
  outcome: 'taken' | 'refused';
  posts: number;
  problem: string | null;
  payload: string;
}

const COLUMNS = `id, name, signature, secret, mapping, is_private as "isPrivate", is_on as "isOn", created_at as "createdAt"`;

export async function selectReceivers(
  app: App,
): Promise<(ReceiverRow & { taken: number; refused: number; lastAt: Date | null })[]> {
  return app.db.query(
    `select ${COLUMNS}, coalesce(l.taken, 0)::int as taken, coalesce(l.refused, 0)::int as refused, l.last as "lastAt"
       from receivers r left join (
         select receiver_id, count(*) filter (where outcome = 'taken') as taken, count(*) filter (where outcome = 'refused') as refused, max(at) as last
           from receiver_log group by receiver_id) l on l.receiver_id = r.id order by r.id`,
  );
}

export async function selectReceiver(app: App, id: string): Promise<ReceiverRow | undefined> {
  const [row] = await app.db.query<ReceiverRow>(`select ${COLUMNS} from receivers where id = $1`, [id]);
  return row;
}

export async function selectByToken(app: App, tokenHash: string): Promise<ReceiverRow | undefined> {
  const [row] = await app.db.query<ReceiverRow>(`select ${COLUMNS} from receivers where token_hash = $1`, [
    tokenHash,
  ]);
  return row;
}

export async function insertReceiver(
  app: App,
  row: Omit<ReceiverRow, 'createdAt'> & { tokenHash: string },
): Promise<void> {
  await app.db.query(
    `insert into receivers (id, name, token_hash, signature, secret, mapping, is_private, is_on) values ($1, $2, $3, $4::jsonb, $5, $6::jsonb, $7, $8)`,
    [
      row.id,
      row.name,
      row.tokenHash,
      JSON.stringify(row.signature),
      row.secret,
      JSON.stringify(row.mapping),
      row.isPrivate,
      row.isOn,
    ],
  );
}

export async function updateReceiver(app: App, row: Omit<ReceiverRow, 'createdAt'>): Promise<void> {
  await app.db.query(
    `update receivers set name = $2, signature = $3::jsonb, secret = $4, mapping = $5::jsonb, is_private = $6, is_on = $7 where id = $1`,
    [
      row.id,
      row.name,
      JSON.stringify(row.signature),
      row.secret,
      JSON.stringify(row.mapping),
      row.isPrivate,
      row.isOn,
    ],
  );
}

export async function replaceToken(app: App, id: string, tokenHash: string): Promise<void> {
  await app.db.query('update receivers set token_hash = $2 where id = $1', [id, tokenHash]);
}

export async function deleteReceiver(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>('delete from receivers where id = $1 returning name', [
    id,
  ]);
  return row?.name;
}

/** Nothing when a message of that key has the same outcome in the log already. */
export async function insertLog(
  app: App,
  row: Omit<LogRow, 'at'> & { receiverId: string; messageKey: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into receiver_log (id, receiver_id, outcome, message_key, posts, problem, payload) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing returning id`,
    [row.id, row.receiverId, row.outcome, row.messageKey, row.posts, row.problem, row.payload],
  );
  return rows.length > 0;
}

const LOG = 'id, at, outcome, posts, problem, payload';

/** Newest first. */
export async function selectLog(
  app: App,
  receiverId: string,
  before: string | undefined,
  limit: number,
): Promise<LogRow[]> {
  return app.db.query<LogRow>(
    `select ${LOG} from receiver_log where receiver_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [receiverId, before ?? null, limit],
  );
}

export async function lockLogLine(
  app: App,
  receiverId: string,
  id: string,
): Promise<(LogRow & { messageKey: string }) | undefined> {
  const [row] = await app.db.query<LogRow & { messageKey: string }>(
    `select ${LOG}, message_key as "messageKey" from receiver_log where receiver_id = $1 and id = $2 for update`,
    [receiverId, id],
  );
  return row;
}

export async function deleteLogLine(app: App, id: string): Promise<void> {
  await app.db.query('delete from receiver_log where id = $1', [id]);
}

/** Answers how many. */
export async function deleteOldLog(app: App, days: number, limit: number): Promise<number> {
  const rows = await app.db.query(
    `delete from receiver_log where id in (
       select id from receiver_log where at < now() - make_interval(days => $1) order by at limit $2) returning id`,
    [days, limit],
  );
  return rows.length;
}
