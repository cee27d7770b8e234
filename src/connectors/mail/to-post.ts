import {
  authResults,
  isGenuine,
  originOf,
  readIds,
  readReport,
  refOf,
  splitText,
  tokenInId,
  withoutToken,
} from '#lib/mail/index.ts';
import type {
  Delivery,
  InboundMedia,
  InboundPost,
  InboundRemark,
  Refusal,
  SourceContext,
} from '#connectors/kit/index.ts';
import type { Mailbox } from './config.ts';
import { cleanMail, textOfHtml } from './html.ts';
import { mailboxesIn, parseMail, type ParsedMail } from './parse.ts';
import { packRevision } from './revision.ts';
import { printOf, signerOf } from './sign.ts';
import { findPlace, isSentElsewhere, type Place, type Recent } from './thread.ts';

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
function carriedOn(post: InboundPost, { elsewhere }: Place): InboundPost {
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
    remarks: [...remarksOf(mail, from.address, isOwn, sender, mailbox), ...left],
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
    { stored: context.stored, recent, origin: ORIGIN, ours: mailbox.address, sign: signerOf(mailbox) },
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

/**
 * When a mail was written, by its sender's clock. An answer never stands before what it answers: clocks are wrong, and mail counts in seconds.
 */
function timeOf(
  sent: Date | undefined,
  { parentAt, isToOurs }: Place,
  { receivedAt, readAt }: Pick<Surroundings, 'receivedAt' | 'readAt'>,
): Date {
  const byClock = byOwnClock(sent, receivedAt).getTime();
  // What we sent left before its answer came: at the latest at the end of that second.
  const came = Math.min(readAt.getTime(), receivedAt.getTime() + 999);
  const apart = isToOurs ? Math.max(byClock, came) : byClock;
  const after = parentAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return new Date(apart > after ? apart : Math.max(receivedAt.getTime(), after + 1));
}

/** The sender's own clock, unless it is days away from when the mail came. */
function byOwnClock(sent: Date | undefined, receivedAt: Date): Date {
  const TWO_DAYS = 2 * 86_400_000;
  const apart = sent === undefined ? Number.NaN : receivedAt.getTime() - sent.getTime();
  if (sent === undefined || !(apart >= 0 && apart < TWO_DAYS)) return receivedAt;
  return new Date(sent.getTime() + receivedAt.getMilliseconds());
}

function textOf({ email }: ParsedMail): string {
  if (email.text !== undefined && email.text.trim() !== '') return email.text;
  return email.html === undefined ? '' : textOfHtml(email.html);
}

const MOST_HTML = 500_000;

/** The new words, and the whole mail where it has more than those. */
function wordsOf(
  mail: ParsedMail,
  own: ReadonlyMap<string, string>,
): { text: string; html: string | undefined } {
  const whole = textOf(mail).trim();
  const { fresh, folded } = splitText(whole);
  const clean = mail.email.html === undefined ? undefined : cleanMail(mail.email.html, own);
  if (clean !== undefined && clean.length <= MOST_HTML) return { text: fresh, html: clean };
  const html =
    folded === '' ? undefined : `<p>${escaped(fresh)}</p><blockquote>${escaped(folded)}</blockquote>`;
  return { text: fresh, html };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
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

function remarksOf(
  mail: ParsedMail,
  from: string,
  isOwn: boolean,
  sender: string,
  mailbox: Mailbox,
): InboundRemark[] {
  if (isOwn) return [];
  const remarks: InboundRemark[] = [];
  const origin = originOf(mail.headers);
  if (origin === 'list') remarks.push({ kind: 'list', text: 'It came through a mailing list.' });
  if (origin === 'machine') remarks.push({ kind: 'automatic', text: 'A program wrote this mail.' });
  if (origin === 'answering-machine')
    remarks.push({ kind: 'answering-machine', text: 'An answering machine wrote this mail.' });
  const server = mailbox.settings.authServer;
  const results = server === '' ? undefined : authResults(mail.all('authentication-results'), server);
  const genuine = results && isGenuine(results);
  const said = results ? ` (DKIM ${results.dkim}, SPF ${results.spf}, DMARC ${results.dmarc})` : '';
  if (sender.startsWith('claims:') || genuine === false)
    remarks.push({ kind: 'forged', text: `It may not be from ${from}${said}.` });
  else if (genuine === true) remarks.push({ kind: 'checked', text: `It is from ${from}${said}.` });
  else remarks.push({ kind: 'unchecked', text: `Nobody checked whether it is from ${from}${said}.` });
  return remarks;
}
