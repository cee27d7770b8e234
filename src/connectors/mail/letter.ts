import {
  answerSubject,
  letterHtml,
  type MailRevision,
  packRevision,
  unpackRevision,
  ownMessageId,
  plusAddress,
  subjectWith,
  tokenOf,
} from '#lib/mail/index.ts';
import { type OutboundReply, SendRefused } from '#connectors/kit/index.ts';
import { type Letter, mailAddress, type Mailbox, writeLetter } from '#platform/mail/index.ts';
import { printFor } from './to-post.ts';
import { signerOf } from './sign.ts';

/** Id of the reply's mail: the same at every attempt. */
export function messageIdOf(reply: Pick<OutboundReply, 'key' | 'ref'>, mailbox: Mailbox): string {
  const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1);
  return ownMessageId(
    tokenOf(reply.ref ?? '0'.repeat(26), signerOf(mailbox)),
    reply.key,
    domain,
  ).toLowerCase();
}

export interface WrittenReply {
  letter: Letter;
  /** For the thread: what those who answer our mail need. */
  revision: string;
}

/** The reply as a mail. One more copy goes to our own mailbox: it proves that the server took the message. Throws SendRefused. */
export async function writeReply(reply: OutboundReply, mailbox: Mailbox): Promise<WrittenReply> {
  const answered = unpackRevision(reply.target.revision) ?? beginningOf(reply);
  if (!answered)
    throw new SendRefused('mail.target_unknown', 'What this answers is no mail, or was deleted.');
  const { settings } = mailbox;
  const token = tokenOf(reply.ref ?? '0'.repeat(26), signerOf(mailbox));
  const wanted = reply.envelope?.subject?.trim() || answered.subject;
  const plain = answered.id === null && reply.begins ? wanted : answerSubject(wanted);
  const subject = settings.hasSubjectToken ? subjectWith(plain, token) : plain;
  const people = recipientsOf(reply, answered);
  const text = settings.signature === '' ? reply.text : `${reply.text}\n\n-- \n${settings.signature}`;
  const references = [...answered.refs, ...(answered.id === null ? [] : [answered.id])];
  const messageId = messageIdOf(reply, mailbox);
  const bytes = await writeLetter({
    from: { name: settings.name, address: mailbox.address },
    to: people.to,
    cc: people.cc,
    subject,
    messageId,
    inReplyTo: answered.id,
    references,
    replyTo: settings.hasPlus ? plusAddress(mailbox.address, token) : null,
    date: reply.decidedAt,
    text,
    html: letterHtml(reply.text, settings.signature),
    files: await Promise.all(
      (reply.files ?? []).map(async ({ name, mediaType, read }) => ({
        name,
        mediaType,
        bytes: await read(),
      })),
    ),
  });
  const to = [...new Set([...people.to, ...people.cc, ...people.bcc, mailbox.address])];
  return {
    letter: { from: mailbox.address, to, bytes },
    revision: packRevision({
      ...answered,
      id: messageId,
      refs: references,
      to: answered.to,
      subject: plain,
      print: printFor(mailbox.address, reply.decidedAt),
    }),
  };
}

/** What a mail answers that answers none: it begins a thread, where it is meant to. */
function beginningOf({ begins, envelope }: OutboundReply): MailRevision | undefined {
  const [to] = envelope?.to ?? [];
  if (!begins || to === undefined) return undefined;
  return { id: null, refs: [], to, name: '', subject: envelope?.subject ?? '', others: [], print: '' };
}

/** Throws SendRefused that names an address which is none. */
function recipientsOf(
  { envelope }: OutboundReply,
  answered: MailRevision,
): { to: string[]; cc: string[]; bcc: string[] } {
  const given = {
    to: envelope?.to?.length ? envelope.to : [answered.to],
    cc: envelope?.cc ?? [],
    bcc: envelope?.bcc ?? [],
  };
  for (const one of Object.values(given).flat())
    if (!mailAddress.safeParse(one).success)
      throw new SendRefused(
        'mail.address_invalid',
        `“${one.slice(0, 100)}” is no mail address. Nothing was sent.`,
      );
  return given;
}
