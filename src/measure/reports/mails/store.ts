import type { App } from '#platform/app/index.ts';
import type { Rhythm } from './due.ts';

export interface ReportMail extends Rhythm {
  id: string;
  userId: string;
  network: string | null;
  team: string | null;
  language: string | null;
  createdAt: Date;
}

const MAIL = `id, user_id as "userId", every, weekday, hour, zone, network, team, language, created_at as "createdAt"`;

/** Of one person, or all. */
export const selectMails = (app: App, userId?: string): Promise<ReportMail[]> =>
  app.db.query<ReportMail>(
    `select ${MAIL} from report_mails where $1::text is null or user_id = $1 order by created_at, id`,
    [userId ?? null],
  );

export async function selectMail(app: App, id: string): Promise<ReportMail | undefined> {
  const [mail] = await app.db.query<ReportMail>(`select ${MAIL} from report_mails where id = $1`, [id]);
  return mail;
}

/** One that has the same filters and is as frequent takes the new time. Answers the one that stands. */
export async function putMail(app: App, mail: Omit<ReportMail, 'createdAt'>): Promise<ReportMail> {
  const { id, userId, every, weekday, hour, zone, network, team, language } = mail;
  const [row] = await app.db.query<ReportMail>(
    `insert into report_mails (id, user_id, every, weekday, hour, zone, network, team, language)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (user_id, every, network, team, language)
       do update set weekday = excluded.weekday, hour = excluded.hour, zone = excluded.zone, created_at = now()
     returning ${MAIL}`,
    [id, userId, every, weekday, hour, zone, network, team, language],
  );
  return row!;
}

export async function countMails(app: App, userId: string): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    'select count(*)::int as count from report_mails where user_id = $1',
    [userId],
  );
  return row!.count;
}

export async function deleteMail(app: App, id: string, userId: string): Promise<boolean> {
  const rows = await app.db.query('delete from report_mails where id = $1 and user_id = $2 returning id', [
    id,
    userId,
  ]);
  return rows.length > 0;
}

export async function wasSent(app: App, id: string, day: string): Promise<boolean> {
  const rows = await app.db.query('select from report_mails_sent where mail_id = $1 and day = $2', [id, day]);
  return rows.length > 0;
}

/** Whether this one is ours to send now; somebody who sends it at this moment is waited for. */
export async function claimMail(app: App, id: string, day: string): Promise<boolean> {
  const rows = await app.db.query(
    `insert into report_mails_sent (mail_id, day) select id, $2::date from report_mails where id = $1 on conflict do nothing returning day`,
    [id, day],
  );
  return rows.length > 0;
}

export async function deleteOldSent(app: App): Promise<void> {
  await app.db.query(`delete from report_mails_sent where at < now() - interval '30 days'`);
}
