import type { App } from '#platform/app/index.ts';
import type { Picture } from './picture.ts';

export interface ReportRow {
  id: string;
  title: string;
  created_by: string;
  created_at: Date;
  expires_at: Date;
}

export async function insertReport(
  app: App,
  report: { id: string; tokenHash: string; title: string; picture: Picture; createdBy: string; days: number },
): Promise<ReportRow> {
  const [row] = await app.db.query<ReportRow>(
    `insert into trend_reports (id, token_hash, title, picture, created_by, expires_at)
       values ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) returning *`,
    [
      report.id,
      report.tokenHash,
      report.title,
      JSON.stringify(report.picture),
      report.createdBy,
      report.days,
    ],
  );
  return row!;
}

/** Those whose link still leads somewhere, latest first. */
export async function selectReports(app: App): Promise<ReportRow[]> {
  return app.db.query<ReportRow>(
    `select id, title, created_by, created_at, expires_at from trend_reports where expires_at > now() order by created_at desc, id limit 200`,
  );
}

export async function selectPicture(
  app: App,
  tokenHash: string,
): Promise<{ title: string; picture: Picture; expires_at: Date } | undefined> {
  const [row] = await app.db.query<{ title: string; picture: Picture; expires_at: Date }>(
    'select title, picture, expires_at from trend_reports where token_hash = $1 and expires_at > now()',
    [tokenHash],
  );
  return row;
}

export async function deleteReport(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ title: string }>(
    'delete from trend_reports where id = $1 returning title',
    [id],
  );
  return row?.title;
}

export async function deleteExpired(app: App): Promise<void> {
  await app.db.query('delete from trend_reports where expires_at < now()');
  await app.db.query(`delete from trend_weeklies_sent where at < now() - interval '60 days'`);
}

export interface Weekly {
  user_id: string;
  subject: string;
  zone: string;
}

export async function selectWeeklies(app: App, userId?: string): Promise<Weekly[]> {
  return app.db.query<Weekly>(
    'select user_id, subject, zone from trend_weeklies where $1::text is null or user_id = $1 order by user_id, subject',
    [userId ?? null],
  );
}

export async function putWeekly(app: App, { user_id, subject, zone }: Weekly): Promise<void> {
  await app.db.query(
    `insert into trend_weeklies (user_id, subject, zone) values ($1, $2, $3)
     on conflict (user_id, subject) do update set zone = excluded.zone`,
    [user_id, subject, zone],
  );
}

export async function deleteWeekly(app: App, userId: string, subject: string): Promise<boolean> {
  const rows = await app.db.query(
    'delete from trend_weeklies where user_id = $1 and subject = $2 returning subject',
    [userId, subject],
  );
  return rows.length > 0;
}

export async function wasSent(app: App, { user_id, subject }: Weekly, week: string): Promise<boolean> {
  const rows = await app.db.query(
    'select from trend_weeklies_sent where user_id = $1 and subject = $2 and week = $3',
    [user_id, subject, week],
  );
  return rows.length > 0;
}

/** Whether this week's mail is ours to send now; somebody who sends it at this moment is waited for. */
export async function claimWeek(app: App, userId: string, subject: string, week: string): Promise<boolean> {
  const rows = await app.db.query(
    `insert into trend_weeklies_sent (user_id, subject, week)
       select user_id, subject, $3::date from trend_weeklies where user_id = $1 and subject = $2
     on conflict do nothing returning week`,
    [userId, subject, week],
  );
  return rows.length > 0;
}
