import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Ending, endLink } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { canMail } from '#platform/mail/index.ts';
import { reportErrors } from '../errors.ts';
import type { MailInput } from './schema.ts';
import { countMails, deleteMail, putMail, type ReportMail, selectMails } from './store.ts';

const MOST = 20;
/** Links that end a mail: its id, and whose it is. */
export const STOP: Ending = { path: '/shared/report-mail', sealedAs: 'reports.mail', parts: 2 };

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

export function stopLink(app: App, { id, userId }: Pick<ReportMail, 'id' | 'userId'>): string {
  return endLink(app, STOP, [id, userId]);
}

/** Ends the mail that a link belongs to; one that has ended already is no error. */
export async function stopByLink(
  app: App,
  [id = '', userId = '']: string[],
  from: Pick<Actor, 'address'>,
): Promise<void> {
  const actor = { ...systemActor, ...from, id: userId };
  await app.db.transaction(async () => {
    if (await deleteMail(app, id, userId))
      await audit(app, actor, { action: 'report.mail_off', subject: id, detail: { byLink: true } });
  });
}
