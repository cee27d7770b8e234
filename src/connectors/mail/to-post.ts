import {
  factsOf,
  isOurs,
  isSentElsewhere,
  keepAttachments,
  type MailFacts,
  parseMail,
  type ParsedMail,
  readIds,
  reportIn,
} from '#lib/mail/index.ts';
import type { Delivery, InboundPost, MailAnswer, Refusal, StoredHint } from '#connectors/kit/index.ts';
import { keyOf } from '#platform/mail/index.ts';
import { judgeSender, type Surroundings } from './surroundings.ts';
import { toAnswer } from './to-answer.ts';

export type { Surroundings } from './surroundings.ts';

/** Namespace of Message-IDs: the same mail in two mailboxes is one post. */
export const ORIGIN = 'mail';

/** What a mail is for us. */
export type Read =
  | { item: InboundPost | Refusal }
  | { delivery: Delivery }
  | { answer: MailAnswer }
  | { isKnown: true };

/** Reads a mail. Never throws for what is in it: what cannot be understood is a refusal with its reason. */
export async function readMail(raw: Uint8Array, around: Surroundings): Promise<Read> {
  let mail: ParsedMail;
  try {
    mail = await parseMail(raw);
  } catch (error) {
    return { item: refuse('mail.unreadable', error instanceof Error ? error.message : String(error), raw) };
  }
  const delivery = around.isSentFolder ? undefined : readDelivery(mail, around);
  if (delivery) return delivery;
  // Our own mail in a thread of another channel, which has these words already.
  const [id] = readIds(mail.email.messageId);
  const key = keyOf(around.mailbox);
  const known = { stored: around.context.stored, origin: ORIGIN, sign: key.sign };
  if (id !== undefined && isOurs(id, key) && (await isSentElsewhere(id, known))) return { isKnown: true };
  const answer = await toAnswer(mail, around);
  if (answer === 'machine') return { isKnown: true };
  return answer ? { answer } : { item: await toPost(mail, around) };
}

export function refuse(code: string, reason: string, raw: Uint8Array): Refusal {
  const payload = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 64 * 1024)).toString(
    'latin1',
  );
  return { type: 'refusal', code, reason, payload: payload.replaceAll('\0', '') };
}

/** A report about a mail of ours. One about a mail that we do not know tells nobody anything, and is kept aside. */
function readDelivery(mail: ParsedMail, around: Surroundings): Read | undefined {
  const report = reportIn(mail);
  if (!report) return undefined;
  const key = keyOf(around.mailbox);
  const externalId = report.messageIds.map((id) => id.toLowerCase()).find((id) => isOurs(id, key));
  if (externalId === undefined) {
    const reason = `It reports about a mail that did not leave from here: ${report.reason}`;
    return { item: refuse('mail.report_unknown', reason, mail.raw) };
  }
  const status = report.status === null ? '' : ` (${report.status})`;
  return {
    delivery: {
      externalId,
      state: report.kind,
      reason: `${report.reason}${status}`.slice(0, 1000),
      ...(report.recipient === null ? {} : { recipient: report.recipient }),
      at: around.receivedAt,
    },
  };
}

async function toPost(mail: ParsedMail, around: Surroundings): Promise<InboundPost | Refusal> {
  const { mailbox, context } = around;
  const { media, remarks, pictures } = await keepAttachments(mail, context.keepFile);
  const facts = await factsOf(mail, {
    ...around,
    ours: mailbox.address,
    accounts: context.ownAccounts.map(({ externalId }) => externalId),
    key: keyOf(mailbox),
    origin: ORIGIN,
    stored: context.stored,
    check: () => judgeSender(mail, around),
    pictures,
  });
  if (!facts) return refuse('mail.no_sender', 'It names no sender.', mail.raw);
  const { from, place } = facts;
  return carriedOn(
    {
      type: 'post',
      origin: ORIGIN,
      externalId: facts.externalId,
      version: 1,
      network: 'mail',
      kind: 'message',
      visibility: 'private',
      author: {
        externalId: facts.author,
        handle: from.address.toLowerCase(),
        ...(from.name ? { displayName: from.name.slice(0, 200) } : {}),
      },
      title: facts.title,
      text: facts.text,
      ...(facts.html === undefined ? {} : { html: facts.html }),
      links: facts.links,
      media,
      ...(around.isSentFolder ? {} : { mentions: [mailbox.address] }),
      remarks: [...facts.remarks, ...remarks],
      ...(place.parent === undefined ? {} : { parentExternalId: place.parent }),
      ...(place.root === undefined ? {} : { rootExternalId: place.root }),
      createdAt: facts.createdAt,
      revision: facts.revision,
    },
    facts,
  );
}

/** A customer's mail as the next word in the thread of another channel that went on by mail. */
function carriedOn(post: InboundPost, { place: { elsewhere } }: MailFacts<StoredHint>): InboundPost {
  if (!elsewhere) return post;
  const { title: _subject, author: from, remarks = [], ...said } = post;
  const displayName = elsewhere.authorName ?? from.displayName;
  return {
    ...said,
    origin: elsewhere.origin,
    network: elsewhere.network,
    author: {
      externalId: elsewhere.authorExternalId,
      ...(from.handle === undefined ? {} : { handle: from.handle }),
      ...(displayName === undefined ? {} : { displayName }),
    },
    remarks: [
      { kind: 'unchecked', text: `It came by mail from ${from.handle ?? 'the customer'}.` },
      ...remarks,
    ],
  };
}
