import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId, newSecret } from '#platform/ids/index.ts';
import { users } from '#people/sessions/index.ts';
import { trendErrors } from '../errors.ts';
import { type Picture, takePicture } from './picture.ts';
import type { ReportInput, ReportView } from './schema.ts';
import { deleteReport, insertReport, type ReportRow, selectPicture, selectReports } from './store.ts';

/** Where reports and the end of weekly mail are found, without signing in. */
export const SHARED = '/shared';

/** Keeps the numbers as they are now, and answers the link to them, which is told only this once. */
export async function shareReport(
  app: App,
  actor: Actor,
  input: ReportInput,
): Promise<ReportView & { link: string }> {
  const { title, days, ...asked } = input;
  const picture = await takePicture(app, asked);
  const token = newSecret();
  const row = await app.db.transaction(async () => {
    const made = await insertReport(app, {
      id: newId('report'),
      tokenHash: app.secrets.hash(token),
      title,
      picture,
      createdBy: actor.id,
      days,
    });
    await audit(app, actor, { action: 'trend.report_shared', subject: made.id, detail: { title, days } });
    return made;
  });
  return { ...toView(row, actor.name), link: `${app.config.publicUrl}${SHARED}/report/${token}` };
}

/** Reports whose links still work. */
export async function listReports(app: App): Promise<ReportView[]> {
  const names = new Map((await users.list(app)).map((user) => [user.id, user.name]));
  return (await selectReports(app)).map((row) => toView(row, names.get(row.created_by) ?? ''));
}

/** The link leads nowhere from now on. */
export async function revokeReport(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const title = await deleteReport(app, id);
    if (title === undefined) throw trendErrors('trend.no_report');
    await audit(app, actor, { action: 'trend.report_revoked', subject: id, detail: { title } });
  });
}

/** What a link shows; undefined where it expired, was taken back or never was. */
export async function openReport(
  app: App,
  token: string,
): Promise<{ title: string; picture: Picture; expiresAt: Date } | undefined> {
  const row = await selectPicture(app, app.secrets.hash(token));
  return row && { title: row.title, picture: row.picture, expiresAt: row.expires_at };
}

function toView(row: ReportRow, createdBy: string): ReportView {
  return {
    id: row.id,
    title: row.title,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    createdBy,
  };
}
