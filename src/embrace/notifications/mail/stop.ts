import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Member, memberActor } from '#people/members/index.ts';
import { deleteStop, selectStop, type Stop } from './store.ts';

/** Why nothing is mailed to an address any more; undefined where mail goes there. */
export const stopOf = (app: App, address: string): Promise<Stop | undefined> => selectStop(app, address);

/** A member says that his address works again. */
export async function mailAgain(app: App, member: Member): Promise<void> {
  const { mail, mailVerifiedAt } = member;
  if (mail === null || mailVerifiedAt === null) return;
  await app.db.transaction(async () => {
    await deleteStop(app, mail);
    await audit(app, memberActor(member), { action: 'notifications.mail_again', subject: member.id });
  });
}
