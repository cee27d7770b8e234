import type { App } from '#platform/app/index.ts';
import {
  canMail,
  enter,
  mailboxOf,
  ownPlace,
  ownSender,
  type Mailbox,
  type MailPlace,
  smtpPlace,
} from '#platform/mail/index.ts';
import type { OwnAccount } from '#connectors/kit/index.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { readCommunity } from '#people/members/index.ts';

/** What mails to members leave through. */
export type Exit =
  | { kind: 'mailbox'; account: OwnAccount; mailbox: Mailbox; address: string }
  | { kind: 'server'; address: string };

/** The mailbox that the community is set up with, else the program's own server (SMTP_URL); undefined where there is neither. */
export async function exitOf(app: App): Promise<Exit | undefined> {
  const { mailAccountId } = await readCommunity(app);
  if (mailAccountId !== null) {
    const account = (await ownAccounts(app, 'mail')).find(({ id }) => id === mailAccountId);
    if (!account) return undefined;
    const mailbox = mailboxOf(account);
    return { kind: 'mailbox', account, mailbox, address: mailbox.address };
  }
  return canMail(app.config) ? { kind: 'server', address: ownSender(app.config).address } : undefined;
}

/** Uses the server for outgoing mail of an exit. */
export function withPlace<T>(app: App, exit: Exit, use: (place: MailPlace) => Promise<T>): Promise<T> {
  return exit.kind === 'server'
    ? use(ownPlace(app.config))
    : enter(exit.account, app.outward, (mailbox) => use(smtpPlace(mailbox)));
}
