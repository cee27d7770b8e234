import type { App } from '#platform/app/index.ts';

/** Nobody else does anything with a thread, or a member, until the ambient transaction ends. */
export async function waitFor(app: App, id: string): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('together-meet:' || $1, 0))`, [id]);
}

export async function setOpen(
  app: App,
  threadId: string,
  memberId: string,
  isOpen: boolean,
): Promise<boolean> {
  const rows = await app.db.query(
    isOpen
      ? 'insert into together_open (thread_id, member_id) values ($1, $2) on conflict do nothing returning 1'
      : 'delete from together_open where thread_id = $1 and member_id = $2 returning 1',
    [threadId, memberId],
  );
  return rows.length > 0;
}

/** Who wants to be introduced to others with a problem, the first one first. */
export async function selectOpen(app: App, threadId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select member_id as id from together_open where thread_id = $1 order by at, member_id',
    [threadId],
  );
  return rows.map(({ id }) => id);
}

export interface MessageRow {
  id: string;
  memberId: string;
  text: string;
  at: Date;
}

/** The last messages of people with a problem, the oldest first. */
export async function selectMessages(app: App, threadId: string, limit: number): Promise<MessageRow[]> {
  const rows = await app.db.query<MessageRow>(
    `select id, member_id as "memberId", text, at from together_messages where thread_id = $1 order by id desc limit $2`,
    [threadId, limit],
  );
  return rows.toReversed();
}

/** False where this form was sent before. */
export async function insertMessage(
  app: App,
  row: Omit<MessageRow, 'at'> & { threadId: string; formId: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into together_messages (id, thread_id, member_id, text, form_id) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1`,
    [row.id, row.threadId, row.memberId, row.text, row.formId],
  );
  return rows.length > 0;
}

export async function countSince(app: App, memberId: string, seconds: number): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*)::int as count from together_messages where member_id = $1 and at > now() - make_interval(secs => $2)`,
    [memberId, seconds],
  );
  return row!.count;
}

export function selectMember(app: App, memberId: string): Promise<unknown[]> {
  return app.db.query(
    `select o.thread_id as "threadId", coalesce(json_agg(json_build_object('text', m.text, 'at', m.at) order by m.id) filter (where m.id is not null), '[]') as messages
       from (select thread_id, member_id from together_open where member_id = $1 union select thread_id, member_id from together_messages where member_id = $1) o
       left join together_messages m on m.thread_id = o.thread_id and m.member_id = o.member_id group by o.thread_id order by o.thread_id`,
    [memberId],
  );
}

export async function deleteMember(app: App, memberId: string): Promise<void> {
  await app.db.query('delete from together_open where member_id = $1', [memberId]);
  await app.db.query('delete from together_messages where member_id = $1', [memberId]);
}
