import type { App } from '#platform/app/index.ts';

export interface MessageRow {
  /** `cmsg_…`, the external id of its post. */
  id: string;
  visitId: string;
  seq: number;
  sender: 'visitor' | 'agent' | 'system';
  authorName: string | null;
  text: string;
  fileIds: string[];
  at: Date;
  clientId: string | null;
  postId: string | null;
  isByMail: boolean;
  removedAt: Date | null;
}

const COLUMNS = `id, visit_id as "visitId", seq, sender, author_name as "authorName", text, file_ids as "fileIds", at, client_id as "clientId",
  post_id as "postId", is_by_mail as "isByMail", removed_at as "removedAt"`;

interface NewMessage {
  id: string;
  visitId: string;
  seq: number;
  sender: MessageRow['sender'];
  authorName: string | null;
  text: string;
  fileIds: readonly string[];
  clientId?: string | null;
  key?: string | null;
  postId?: string | null;
  isByMail?: boolean;
}

export async function insertMessage(app: App, message: NewMessage): Promise<MessageRow> {
  const [row] = await app.db.query<MessageRow>(
    `insert into chat_messages (id, visit_id, seq, sender, author_name, text, file_ids, client_id, key, post_id, is_by_mail, at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, date_trunc('milliseconds', clock_timestamp())) returning ${COLUMNS}`,
    [
      message.id,
      message.visitId,
      message.seq,
      message.sender,
      message.authorName,
      message.text,
      message.fileIds,
      message.clientId ?? null,
      message.key ?? null,
      message.postId ?? null,
      message.isByMail ?? false,
    ],
  );
  return row!;
}

export async function selectByClientId(
  app: App,
  visitId: string,
  clientId: string,
): Promise<MessageRow | undefined> {
  const [row] = await app.db.query<MessageRow>(
    `select ${COLUMNS} from chat_messages where visit_id = $1 and client_id = $2`,
    [visitId, clientId],
  );
  return row;
}

export async function selectByKey(app: App, key: string): Promise<MessageRow | undefined> {
  const [row] = await app.db.query<MessageRow>(`select ${COLUMNS} from chat_messages where key = $1`, [key]);
  return row;
}

export async function selectByPost(app: App, postId: string): Promise<MessageRow | undefined> {
  const [row] = await app.db.query<MessageRow>(`select ${COLUMNS} from chat_messages where post_id = $1`, [
    postId,
  ]);
  return row;
}

/** Messages after `seq` in order; those that were taken back are left out. */
export function selectMessages(
  app: App,
  visitId: string,
  after: number,
  limit: number,
): Promise<MessageRow[]> {
  return app.db.query<MessageRow>(
    `select * from (select ${COLUMNS} from chat_messages where visit_id = $1 and seq > $2 and removed_at is null order by seq desc limit $3) newest order by seq`,
    [visitId, after, limit],
  );
}

export async function selectRemoved(app: App, visitId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select id from chat_messages where visit_id = $1 and removed_at is not null order by seq desc limit 200',
    [visitId],
  );
  return rows.map(({ id }) => id);
}

export async function selectLastAgent(app: App, visitId: string): Promise<string | null> {
  const [row] = await app.db.query<{ name: string | null }>(
    `select author_name as name from chat_messages where visit_id = $1 and sender = 'agent' order by seq desc limit 1`,
    [visitId],
  );
  return row?.name ?? null;
}

/** Of the last message of the visitor that became a post. */
export async function selectLastPost(app: App, visitId: string): Promise<string | null> {
  const [row] = await app.db.query<{ postId: string }>(
    `select post_id as "postId" from chat_messages where visit_id = $1 and sender = 'visitor' and post_id is not null order by seq desc limit 1`,
    [visitId],
  );
  return row?.postId ?? null;
}

export async function countSince(app: App, visitId: string, seconds: number): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*)::int as count from chat_messages where visit_id = $1 and sender = 'visitor' and at > now() - make_interval(secs => $2)`,
    [visitId, seconds],
  );
  return row!.count;
}

/** Answers which of these are messages of ours. */
export async function notePosts(
  app: App,
  posts: readonly { externalId: string; postId: string }[],
): Promise<Set<string>> {
  const rows = await app.db.query<{ id: string }>(
    `update chat_messages m set post_id = p.post_id from unnest($1::text[], $2::text[]) as p (id, post_id) where m.id = p.id returning m.id`,
    [posts.map(({ externalId }) => externalId), posts.map(({ postId }) => postId)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Takes messages back: nothing of what they said is left. Answers those that stood until now. */
export function blankMessages(
  app: App,
  by: 'id' | 'post_id',
  ids: readonly string[],
): Promise<{ id: string; visitId: string }[]> {
  return app.db.query(
    `update chat_messages set text = '', file_ids = '{}', removed_at = now() where ${by} = any($1) and removed_at is null returning id, visit_id as "visitId"`,
    [ids],
  );
}

export async function deleteByPosts(
  app: App,
  postIds: readonly string[],
): Promise<{ id: string; visitId: string }[]> {
  return app.db.query(
    'delete from chat_messages where post_id = any($1) returning id, visit_id as "visitId"',
    [postIds],
  );
}

export async function insertFileOf(app: App, fileId: string, visitId: string): Promise<void> {
  await app.db.query('insert into chat_files (file_id, visit_id) values ($1, $2)', [fileId, visitId]);
}

export async function countFilesSince(app: App, visitId: string, seconds: number): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    'select count(*)::int as count from chat_files where visit_id = $1 and at > now() - make_interval(secs => $2)',
    [visitId, seconds],
  );
  return row!.count;
}

/** Those of the files that this visit uploaded. */
export async function selectFilesOf(
  app: App,
  visitId: string,
  fileIds: readonly string[],
): Promise<Set<string>> {
  const rows = await app.db.query<{ fileId: string }>(
    'select file_id as "fileId" from chat_files where visit_id = $1 and file_id = any($2)',
    [visitId, fileIds],
  );
  return new Set(rows.map(({ fileId }) => fileId));
}
