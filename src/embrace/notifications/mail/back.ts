import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { Delivery } from '#connectors/kit/index.ts';
import { endMails } from '../choices/choices.ts';
import { insertStop, selectByMessage, writeState } from './store.ts';

/**
 * Mails to members that came back, in the ambient transaction: no more go to that address until its member says otherwise. Whoever complained
 * gets no mail at all any more.
 */
export async function noteMemberMailsBack(
  app: App,
  network: string,
  deliveries: readonly Delivery[],
): Promise<void> {
  if (network !== 'mail') return;
  for (const { externalId, state, reason } of deliveries) {
    if (state === 'delayed') continue;
    const mail = await selectByMessage(app, externalId);
    if (!mail) continue;
    await insertStop(app, mail.address, { state, reason: reason.slice(0, 300) });
    await writeState(app, mail.id, state, reason.slice(0, 300));
    if (state === 'complained') await endMails(app, mail.memberId, 'all');
    await audit(app, systemActor, {
      action: `notifications.mail_${state}`,
      subject: mail.memberId,
      detail: { mailId: mail.id },
    });
  }
}
