import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Ending, endLink } from '#platform/http/index.ts';
import { removeReader } from '../rules/store.ts';

/** Links that end the mails of one rule for one person: the person's id, the rule's. */
export const LEAVE: Ending = { path: '/shared/alerts', sealedAs: 'alert-mail-end', parts: 2 };

export function leaveLink(app: App, userId: string, ruleId: string): string {
  return endLink(app, LEAVE, [userId, ruleId]);
}

/** Ends the mails that a link belongs to; those that have ended already are no error. */
export async function leaveByLink(
  app: App,
  [userId = '', ruleId = '']: string[],
  from: Pick<Actor, 'address'>,
): Promise<void> {
  const actor: Actor = { ...systemActor, ...from, id: userId };
  await app.db.transaction(async () => {
    if (!(await removeReader(app, ruleId, userId))) return;
    await audit(app, actor, { action: 'alert.mail_ended', subject: ruleId, detail: { byLink: true } });
    await app.bus.publish('alert.changed', { incidentId: null });
  });
}
