import {
  isGenuine,
  keepAttachments,
  mailboxesIn,
  originOf,
  type ParsedMail,
  readIds,
  refOf,
  tokenInAddress,
  tokenInId,
  wordsOf,
} from '#lib/mail/index.ts';
import type { MailAnswer } from '#connectors/kit/index.ts';
import { keyOf } from '#platform/mail/index.ts';
import { judgeSender, type Surroundings } from './surroundings.ts';

/** Names of what members are told of; those of posts are shorter. */
const MEMBERS = /^n[0-9a-z]{26}$/;

/**
 * An answer to a mail that told a member of something: it is no word to the company. A machine's answer to such a mail is nobody's. Undefined
 * for every other mail.
 */
export async function toAnswer(
  mail: ParsedMail,
  around: Surroundings,
): Promise<MailAnswer | 'machine' | undefined> {
  const ref = refIn(mail, around);
  const [messageId] = readIds(mail.email.messageId);
  const [from] = mailboxesIn(mail.email.from ? [mail.email.from] : []);
  if (ref === undefined || !from || around.isSentFolder) return undefined;
  if (originOf(mail.headers) !== 'person') return 'machine';
  const { context, receivedAt } = around;
  const results = await judgeSender(mail, around);
  const { media } = await keepAttachments(mail, context.keepFile);
  const address = from.address.toLowerCase();
  return {
    ref,
    messageId: messageId ?? `${ref}.${receivedAt.getTime()}`,
    from: address,
    isGenuine: results && isGenuine(results, address),
    text: wordsOf(mail, new Map()).text,
    files: media.map(({ fileId, name, kind }) => ({ id: fileId, name, kind })),
  };
}

/** What it answers, by its signed address or by the ids that it refers to. */
function refIn(mail: ParsedMail, { mailbox }: Surroundings): string | undefined {
  const { sign } = keyOf(mailbox);
  const { email } = mail;
  const delivered = ['delivered-to', 'x-original-to'].flatMap((name) => mail.all(name));
  const recipients = [
    ...[...mailboxesIn(email.to), ...mailboxesIn(email.cc)].map(({ address }) => address),
    ...delivered.map((one) => one.replace(/[<>]/g, '').trim()),
  ];
  const tokens = [
    ...recipients.map((one) => tokenInAddress(one, mailbox.address)),
    ...[...readIds(email.inReplyTo), ...readIds(email.references)].slice(0, 60).map(tokenInId),
  ];
  for (const token of tokens) {
    const ref = token === undefined ? undefined : refOf(token, sign);
    if (ref !== undefined && MEMBERS.test(ref)) return ref;
  }
  return undefined;
}
