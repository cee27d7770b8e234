import type { App } from '#platform/app/index.ts';
import { NEWS, type NewsRow } from '../list/store.ts';

export type Rhythm = 'now' | 'daily' | 'weekly';

export interface MailRow {
  id: string;
  memberId: string;
  rhythm: Rhythm;
  period: string | null;
  address: string;
  outId: string | null;
  messageId: string | null;
  handedAt: Date | null;
  state: string;
  problem: string | null;
  madeAt: Date;
}

const MAIL = `id, member_id as "memberId", rhythm, period, address, out_id as "outId", message_id as "messageId", handed_at as "handedAt", state,
  problem, made_at as "madeAt"`;

/** What is not read, not mailed yet, and news enough for a mail: at once three days, in digests eight. */
const WORTH = `mail_id is null and read_at is null and at > now() - case when mail = 'now' then interval '3 days' else interval '8 days' end`;

/** Members for whom something waits to be mailed, from behind an id. */
export async function selectWaiting(
  app: App,
  rhythm: Rhythm,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select distinct member_id as id from notifications where mail = $1 and member_id > $2 and ${WORTH}
      order by member_id limit $3`,
    [rhythm, after, limit],
  );
  return rows.map(({ id }) => id);
}

/** Members who chose a kind for a rhythm, from behind an id. */
export async function selectChosen(
  app: App,
  asked: { kind: string; rhythm: Rhythm; after: string; limit: number },
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select member_id as id from notification_choices where kind = $1 and mail = $2 and member_id > $3 order by member_id limit $4',
    [asked.kind, asked.rhythm, asked.after, asked.limit],
  );
  return rows.map(({ id }) => id);
}

/** One mail to a member is decided at a time, until the ambient transaction ends. */
export async function lockMails(app: App, memberId: string): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('notification-mail:' || $1, 0))`, [
    memberId,
  ]);
}

export async function selectMadeSince(app: App, memberId: string, hours: number): Promise<Date[]> {
  const rows = await app.db.query<{ at: Date }>(
    `select made_at as at from notification_mails where member_id = $1 and rhythm = 'now' and made_at > now() - make_interval(hours => $2)`,
    [memberId, hours],
  );
  return rows.map(({ at }) => at);
}

/** False where the digest of that period was made already. */
export async function insertMail(
  app: App,
  mail: Pick<MailRow, 'id' | 'memberId' | 'rhythm' | 'period' | 'address'>,
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into notification_mails (id, member_id, rhythm, period, address) values ($1, $2, $3, $4, $5) on conflict do nothing returning id`,
    [mail.id, mail.memberId, mail.rhythm, mail.period, mail.address],
  );
  return rows.length > 0;
}

export async function deleteMail(app: App, id: string): Promise<void> {
  await app.db.query('update notifications set mail_id = null where mail_id = $1', [id]);
  await app.db.query('delete from notification_mails where id = $1', [id]);
}

/** Takes what waits into a mail: the oldest first. Answers how many. */
export async function takeInto(
  app: App,
  mail: Pick<MailRow, 'id' | 'memberId' | 'rhythm'>,
  most: number,
): Promise<number> {
  const rows = await app.db.query(
    `update notifications set mail_id = $1 where id in (select id from notifications where member_id = $2 and mail = $3 and ${WORTH}
        order by at, id limit $4) returning id`,
    [mail.id, mail.memberId, mail.rhythm, most],
  );
  return rows.length;
}

export async function selectMailed(app: App, mailId: string): Promise<NewsRow[]> {
  return app.db.query<NewsRow>(
    `select ${NEWS} from notifications where mail_id = $1 and read_at is null order by at, id`,
    [mailId],
  );
}

export async function selectMail(
  app: App,
  by: { id: string } | { outId: string },
): Promise<MailRow | undefined> {
  const [row] = await app.db.query<MailRow>(
    `select ${MAIL} from notification_mails where ${'id' in by ? 'id' : 'out_id'} = $1`,
    ['id' in by ? by.id : by.outId],
  );
  return row;
}

export async function writeOut(app: App, id: string, outId: string): Promise<void> {
  await app.db.query('update notification_mails set out_id = $2 where id = $1', [id, outId]);
}

/** From now on it counts as sent. */
export async function writeHanded(app: App, id: string, messageId: string): Promise<void> {
  await app.db.query('update notification_mails set handed_at = now(), message_id = $2 where id = $1', [
    id,
    messageId,
  ]);
}

/** The server certainly did not take it: it was not handed over. */
export async function clearHanded(app: App, id: string): Promise<void> {
  await app.db.query('update notification_mails set handed_at = null where id = $1', [id]);
}

export async function writeState(app: App, id: string, state: string, problem: string | null): Promise<void> {
  await app.db.query('update notification_mails set state = $2, problem = $3 where id = $1', [
    id,
    state,
    problem,
  ]);
}

/** The mail that came back. */
export async function selectByMessage(app: App, messageId: string): Promise<MailRow | undefined> {
  const [row] = await app.db.query<MailRow>(
    `select ${MAIL} from notification_mails where message_id = $1 order by made_at desc limit 1`,
    [messageId],
  );
  return row;
}

export interface Stop {
  state: 'bounced' | 'complained';
  reason: string;
  at: Date;
}

/** A complaint outweighs a mail that came back. */
export async function insertStop(
  app: App,
  address: string,
  { state, reason }: Omit<Stop, 'at'>,
): Promise<void> {
  await app.db.query(
    `insert into notification_stops as s (mail_key, state, reason) values (lower($1), $2, $3)
     on conflict (mail_key) do update set state = excluded.state, reason = excluded.reason, at = now() where s.state = 'bounced'`,
    [address, state, reason],
  );
}

export async function selectStop(app: App, address: string): Promise<Stop | undefined> {
  const [row] = await app.db.query<Stop>(
    'select state, reason, at from notification_stops where mail_key = lower($1)',
    [address],
  );
  return row;
}

export async function deleteStop(app: App, address: string): Promise<void> {
  await app.db.query('delete from notification_stops where mail_key = lower($1)', [address]);
}

/** Rows of the outbox of a member's mails. */
export async function selectOuts(app: App, memberId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select out_id as id from notification_mails where member_id = $1 and out_id is not null',
    [memberId],
  );
  return rows.map(({ id }) => id);
}
