import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { canMail } from '#platform/mail/index.ts';
import { reportErrors } from '../errors.ts';
import type { MailInput } from './schema.ts';
import { countMails, deleteMail, putMail, type ReportMail, selectMails } from './store.ts';

const MOST = 20;
const CONTEXT = 'reports.mail';
/** Where mails end by a link. */
export const STOP_PATH = '/shared/report-mail';

/** What somebody gets by mail, and whether anything can be sent. */
export async function listMails(app: App, actor: Actor) {
  const items = await selectMails(app, actor.id);
  return { items: items.map(viewOf), canMail: canMail(app.config) };
}

function viewOf({ id, every, weekday, hour, zone, network, team, language }: ReportMail) {
  return { id, every, weekday, hour, zone, network, team, language };
}

/** Begins one's own mail, or changes the time of the one with the same filters. Throws `report.too_many_mails`. */
export async function addMail(app: App, actor: Actor, input: MailInput) {
  return app.db.transaction(async () => {
    const mail = await putMail(app, { id: newId('rmail'), userId: actor.id, ...input });
    if ((await countMails(app, actor.id)) > MOST) throw reportErrors('report.too_many_mails', { most: MOST });
    await audit(app, actor, { action: 'report.mail_on', subject: mail.id, detail: { ...input } });
    return viewOf(mail);
  });
}

/** Ends one's own mail; one that has ended already is no error. */
export async function endMail(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if (await deleteMail(app, id, actor.id))
      await audit(app, actor, { action: 'report.mail_off', subject: id, detail: {} });
  });
}

export function stopLink(app: App, { id, userId }: ReportMail): string {
  return `${app.config.publicUrl}${STOP_PATH}/${app.secrets.seal(JSON.stringify([id, userId]), CONTEXT)}`;
}

/** Which mail a link would end, and whose; undefined for a link that we did not make. */
export function readStopLink(app: App, token: string): { id: string; userId: string } | undefined {
  try {
    const [id, userId] = JSON.parse(app.secrets.open(token, CONTEXT)) as [string, string];
    return { id, userId };
  } catch {
    return undefined;
  }
}

/** Ends the mail that a link belongs to; false for a link that we did not make. Safe to call again. */
export async function stopByLink(app: App, token: string, actor: Actor): Promise<boolean> {
  const asked = readStopLink(app, token);
  if (!asked) return false;
  await app.db.transaction(async () => {
    if (await deleteMail(app, asked.id, asked.userId))
      await audit(
        app,
        { ...actor, id: asked.userId },
        { action: 'report.mail_off', subject: asked.id, detail: { byLink: true } },
      );
  });
  return true;
}
