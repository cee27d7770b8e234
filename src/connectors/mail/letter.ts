import { answerHead, answerId, letterHtml } from '#lib/mail/index.ts';
import { type OutboundReply, SendRefused } from '#connectors/kit/index.ts';
import { keyOf, type Letter, mailAddress, type Mailbox, writeLetter } from '#platform/mail/index.ts';

/** Id of the reply's mail: the same at every attempt. */
export function messageIdOf(reply: Pick<OutboundReply, 'key' | 'ref'>, mailbox: Mailbox): string {
  return answerId(reply, { address: mailbox.address, key: keyOf(mailbox) });
}

interface WrittenReply {
  letter: Letter;
  /** For the thread: what those who answer our mail need. */
  revision: string;
}

/** The reply as a mail. One more copy goes to our own mailbox: it proves that the server took the message. Throws SendRefused. */
export async function writeReply(reply: OutboundReply, mailbox: Mailbox): Promise<WrittenReply> {
  const { settings, address } = mailbox;
  const answer = { ...reply, revision: reply.target.revision };
  const head = answerHead(answer, { ...settings, address, key: keyOf(mailbox) });
  if (!head) throw new SendRefused('mail.target_unknown', 'What this answers is no mail, or was deleted.');
  const { bcc, revision, ...named } = head;
  for (const one of [...head.to, ...head.cc, ...bcc])
    if (!mailAddress.safeParse(one).success)
      throw new SendRefused(
        'mail.address_invalid',
        `“${one.slice(0, 100)}” is no mail address. Nothing was sent.`,
      );
  const bytes = await writeLetter({
    ...named,
    from: { name: settings.name, address },
    date: reply.decidedAt,
    text: settings.signature === '' ? reply.text : `${reply.text}\n\n-- \n${settings.signature}`,
    html: letterHtml(reply.text, settings.signature),
    isAutomatic: reply.isAutomatic ?? false,
    files: await Promise.all(
      (reply.files ?? []).map(async ({ name, mediaType, read }) => ({
        name,
        mediaType,
        bytes: await read(),
      })),
    ),
  });
  const to = [...new Set([...head.to, ...head.cc, ...bcc, address])];
  return { letter: { from: address, to, bytes }, revision };
}
