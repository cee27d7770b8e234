import {
  authResults,
  findPlace,
  isSentElsewhere,
  mailboxesIn,
  packRevision,
  parseMail,
  type ParsedMail,
  type Place,
  readIds,
  readReport,
  type Recent,
  refOf,
  remarksOn,
  textOf,
  timeOf,
  tokenInId,
  withoutToken,
  wordsOf,
} from '#lib/mail/index.ts';
import type {
  Delivery,
  InboundMedia,
  InboundPost,
  InboundRemark,
  Refusal,
  SourceContext,
  StoredHint,
} from '#connectors/kit/index.ts';
import type { Mailbox } from '#platform/mail/index.ts';
import { printOf, signerOf } from './sign.ts';

/** Namespace of Message-IDs: the same mail in two mailboxes is one post. */
export const ORIGIN = 'mail';

export interface Surroundings {
  mailbox: Mailbox;
  context: Pick<SourceContext, 'stored' | 'keepFile' | 'ownAccounts'>;
  recent: Recent;
  /** The folder of what was sent: what lies there is ours. */
  isSentFolder: boolean;
  /** When the server got it. */
  receivedAt: Date;
  readAt: Date;
}

/** What a mail is for us. */
export type Read = { item: InboundPost | Refusal } | { delivery: Delivery } | { isKnown: true };

/** Reads a mail. Never throws for what is in it: what cannot be understood is a refusal with its reason. */
export async function readMail(raw: Uint8Array, around: Surroundings): Promise<Read> {
  let mail: ParsedMail;
  try {
    mail = await parseMail(raw);
  } catch (error) {
    return { item: refuse('mail.unreadable', error instanceof Error ? error.message : String(error), raw) };
  }
  const delivery = readDelivery(mail, raw, around);
  if (delivery) return delivery;
  return (await isCarriedOn(mail, around)) ? { isKnown: true } : { item: await toPost(mail, raw, around) };
}

/** Our own mail in a thread of another channel, which has these words already. */
async function isCarriedOn(mail: ParsedMail, { mailbox, context }: Surroundings): Promise<boolean> {
  const id = readIds(mail.email.messageId)[0];
  if (id === undefined || !isOurs(id, mailbox)) return false;
  return isSentElsewhere(id, { stored: context.stored, origin: ORIGIN, sign: signerOf(mailbox) });
}

/** A customer's mail as the next word in the thread of another channel that went on by mail. */
function carriedOn(post: InboundPost, { elsewhere }: Place<StoredHint>): InboundPost {
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

export function refuse(code: string, reason: string, raw: Uint8Array): Refusal {
  const payload = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 64 * 1024)).toString(
    'latin1',
  );
  return { type: 'refusal', code, reason, payload: payload.replaceAll('\0', '') };
}

/** A report about a mail of ours. One about a mail that we do not know tells nobody anything, and is kept aside. */
function readDelivery(mail: ParsedMail, raw: Uint8Array, around: Surroundings): Read | undefined {
  if (around.isSentFolder) return undefined;
  const decoder = new TextDecoder();
  const parts = mail.attachments.map(({ mimeType, bytes }) => ({ mimeType, content: decoder.decode(bytes) }));
  const report = readReport({ headers: mail.headers, text: textOf(mail), parts });
  if (!report) return undefined;
  const externalId = report.messageIds.map((id) => id.toLowerCase()).find((id) => isOurs(id, around.mailbox));
  if (externalId === undefined)
    return {
      item: refuse(
        'mail.report_unknown',
        `It reports about a mail that did not leave from here: ${report.reason}`,
        raw,
      ),
    };
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

/** Whether we made that id: it has our proof. */
export function isOurs(id: string, mailbox: Pick<Mailbox, 'tokenKey'>): boolean {
  return refOf(tokenInId(id) ?? '', signerOf(mailbox)) !== undefined;
}

/** Tells two mails with the same id apart; the same for the same mail, whichever way it came. */
export function printFor(from: string, date: Date | undefined): string {
  const isDate = date !== undefined && !Number.isNaN(date.getTime());
  return printOf(from.toLowerCase(), isDate ? date.toISOString() : '');
}

/** Id of a mail among posts: its Message-ID, or what its sender should have made one of. */
export async function externalIdOf(
  messageId: string | undefined,
  print: string,
  raw: Uint8Array,
  stored: SourceContext['stored'],
): Promise<string> {
  if (messageId === undefined)
    return `none:${printOf(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1'))}`;
  const [known] = (await stored?.byExternalIds(ORIGIN, [messageId])) ?? [];
  const isOther = known?.revision != null && !known.isOwn && !known.revision.includes(print);
  return isOther ? `${messageId}#${print}` : messageId;
}

async function toPost(
  mail: ParsedMail,
  raw: Uint8Array,
  around: Surroundings,
): Promise<InboundPost | Refusal> {
  const { email } = mail;
  const { mailbox, context, recent } = around;
  const [from] = mailboxesIn(email.from ? [email.from] : email.sender ? [email.sender] : []);
  if (!from) return refuse('mail.no_sender', 'It names no sender.', raw);
  const messageId = readIds(email.messageId)[0];
  const isOwn = around.isSentFolder || (messageId !== undefined && isOurs(messageId, mailbox));
  const sent = email.date === undefined ? undefined : new Date(email.date);
  const print = printFor(from.address, sent);
  const externalId = await externalIdOf(messageId, print, raw, context.stored);
  const sender = authorId(from.address, isOwn, around);
  const place = await placeOf(mail, sender, around);
  const createdAt = timeOf(sent, place, around);
  if (!place.elsewhere)
    recent.set(externalId, { root: place.root ?? externalId, author: sender, at: createdAt });
  const { media, remarks: left, own } = await keepAttachments(mail, context);
  const { text, html } = wordsOf(mail, own);
  const server = mailbox.settings.authServer;
  const results = server === '' ? undefined : authResults(mail.all('authentication-results'), server);
  const isClaim = sender.startsWith('claims:');
  const remarks = isOwn ? [] : remarksOn(mail.headers, { from: from.address, isClaim, results });
  const post: InboundPost = {
    type: 'post',
    origin: ORIGIN,
    externalId,
    version: 1,
    network: 'mail',
    kind: 'message',
    visibility: 'private',
    author: {
      externalId: sender,
      handle: from.address.toLowerCase(),
      ...(from.name ? { displayName: from.name.slice(0, 200) } : {}),
    },
    title: withoutToken(email.subject ?? '') || '(no subject)',
    text,
    ...(html === undefined ? {} : { html }),
    links: [...new Set(text.match(/https?:\/\/[^\s<>"')\]]{3,500}/g))].slice(0, 50),
    media,
    remarks: [...remarks, ...left],
    ...(place.parent === undefined ? {} : { parentExternalId: place.parent }),
    ...(place.root === undefined ? {} : { rootExternalId: place.root }),
    createdAt,
    revision: revisionOf(mail, from, { messageId, print }, around),
  };
  return carriedOn(post, place);
}

function placeOf(mail: ParsedMail, sender: string, { mailbox, context, recent }: Surroundings) {
  const { email } = mail;
  const references = new Set([...readIds(email.inReplyTo), ...readIds(email.references).toReversed()]);
  const delivered = ['delivered-to', 'x-original-to'].flatMap((name) => mail.all(name));
  return findPlace(
    {
      references: [...references].slice(0, 60),
      subject: email.subject ?? '',
      recipients: [...recipientsOf(mail), ...delivered.map((one) => one.replace(/[<>]/g, '').trim())],
      sender,
    },
    {
      stored: context.stored,
      recent,
      origin: ORIGIN,
      ours: mailbox.address,
      sign: signerOf(mailbox),
      print: printOf,
    },
  );
}

function recipientsOf({ email }: ParsedMail): string[] {
  return [...mailboxesIn(email.to), ...mailboxesIn(email.cc)].map(({ address }) => address);
}

function revisionOf(
  mail: ParsedMail,
  from: { name: string; address: string },
  { messageId, print }: { messageId: string | undefined; print: string },
  { context, mailbox }: Surroundings,
): string {
  const { email } = mail;
  const [answerTo] = mailboxesIn(email.replyTo);
  const references = readIds(email.references);
  return packRevision({
    id: messageId ?? null,
    refs: references.length > 0 ? references : readIds(email.inReplyTo),
    to: answerTo?.address ?? from.address,
    name: answerTo?.name || from.name,
    subject: withoutToken(email.subject ?? ''),
    others: recipientsOf(mail).filter((one) => !isOwnAddress(one, context, mailbox)),
    print,
  });
}

/** Nobody outside speaks as us: a mail that only says that it is from an address of ours has another author. */
function authorId(address: string, isOwn: boolean, { context, mailbox }: Surroundings): string {
  const plain = address.toLowerCase();
  const isAccount = context.ownAccounts.some(({ externalId }) => externalId === plain);
  if (isOwn) return isAccount ? plain : mailbox.address;
  return isAccount ? `claims:${plain}` : plain;
}

function isOwnAddress(
  address: string,
  { ownAccounts }: Pick<SourceContext, 'ownAccounts'>,
  mailbox: Mailbox,
): boolean {
  const plain = address.toLowerCase().replace(/\+r[0-9a-z]{30,60}@/, '@');
  return plain === mailbox.address || ownAccounts.some(({ externalId }) => externalId === plain);
}

const MOST_FILES = 50;

async function keepAttachments(mail: ParsedMail, { keepFile }: Pick<SourceContext, 'keepFile'>) {
  const media: InboundMedia[] = [];
  const remarks: InboundRemark[] = [];
  const own = new Map<string, string>();
  for (const { name, contentId, bytes } of mail.attachments.slice(0, MOST_FILES)) {
    if (!keepFile || bytes.length === 0) continue;
    const kept = await keepFile({ name, bytes });
    if ('problem' in kept) {
      remarks.push({ kind: 'cut', text: `“${name.slice(0, 100)}” was left out. ${kept.problem}` });
      continue;
    }
    media.push({ kind: kept.kind, fileId: kept.id, name, mimeType: kept.mimeType, size: kept.size });
    if (contentId !== null && kept.kind === 'image') own.set(contentId, `/api/v1/files/${kept.id}`);
  }
  const more = mail.attachments.length - MOST_FILES;
  if (more > 0)
    remarks.push({ kind: 'cut', text: `${more} more files were left out; they are in the mailbox.` });
  return { media, remarks, own };
}
