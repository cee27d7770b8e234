import type { Outward } from '#platform/outward/index.ts';
import { openImap } from './imap.ts';
import { imapPlace, type Mailbox, smtpPlace } from './mailbox.ts';
import { openSmtp } from './smtp.ts';

/** Signs in at both servers and says goodbye. Throws what `openImap` and `verify` throw. */
export async function tryMailbox(outward: Outward, mailbox: Mailbox): Promise<void> {
  await (await openImap(outward, imapPlace(mailbox))).logout();
  await (await openSmtp(outward, smtpPlace(mailbox))).verify();
}
