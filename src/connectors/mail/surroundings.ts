import {
  type AskNames,
  type AskText,
  type AuthResults,
  checkSender,
  type ParsedMail,
  type Recent,
} from '#lib/mail/index.ts';
import type { SourceContext } from '#connectors/kit/index.ts';
import type { Mailbox } from '#platform/mail/index.ts';

/** Where and when a mail is read. */
export interface Surroundings {
  mailbox: Mailbox;
  context: Pick<SourceContext, 'stored' | 'keepFile' | 'ownAccounts'>;
  recent: Recent;
  /** The folder of what was sent: what lies there is ours. */
  isSentFolder: boolean;
  /** Keys and policies of senders' domains; nothing is checked here without. */
  ask?: AskText;
  /** Addresses and names, for SPF. */
  names?: AskNames;
  /** When the server got it. */
  receivedAt: Date;
  readAt: Date;
}

/** Whether a mail is from whom it says, as this mailbox judges it; undefined where nobody can tell. */
export function judgeSender(
  mail: ParsedMail,
  { mailbox: { settings }, ask, names, receivedAt: at }: Surroundings,
): Promise<AuthResults | undefined> {
  const { authServer: server, receivedBy } = settings;
  return checkSender(mail, { server, receivedBy, ask, names, at });
}
