import type { Headers } from './automatic.ts';
import { readIds } from './ids.ts';
import type { ParsedMail } from './parse.ts';
import { textOf } from './words.ts';

/** A mail with what a report about another mail is read from. */
export interface Reported {
  headers: Headers;
  /** Decoded, as people read it. */
  text: string;
  /** Parts that programs read, decoded: `message/delivery-status`, `message/feedback-report`, `message/rfc822`, `text/rfc822-headers`. */
  parts: readonly { mimeType: string; content: string }[];
}

export interface Report {
  kind: 'bounced' | 'delayed' | 'complained';
  /** Ids that may be the message that came back, best first. */
  messageIds: string[];
  recipient: string | null;
  /** `5.1.1`, where it is told. */
  status: string | null;
  reason: string;
}

/** The report that a mail is; undefined for all else. */
export function reportIn(mail: ParsedMail): Report | undefined {
  const decoder = new TextDecoder();
  const parts = mail.attachments.map(({ mimeType, bytes }) => ({ mimeType, content: decoder.decode(bytes) }));
  return readReport({ headers: mail.headers, text: textOf(mail), parts });
}

/** Reads a report of a mail server (RFC 3464, or as Exim, qmail and old servers write it) or a complaint (RFC 5965); undefined for all else. */
export function readReport(mail: Reported): Report | undefined {
  return readComplaint(mail) ?? readStatus(mail) ?? readPlain(mail);
}

function readComplaint(mail: Reported): Report | undefined {
  const report = partOf(mail, 'message/feedback-report');
  if (report === undefined) return undefined;
  const fields = fieldsOf(report);
  return {
    kind: 'complained',
    messageIds: returnedIds(mail),
    recipient: addressIn(fields.get('original-rcpt-to') ?? ''),
    status: null,
    reason: `The recipient reported it as ${fields.get('feedback-type')?.toLowerCase() ?? 'unwanted'}.`,
  };
}

function readStatus(mail: Reported): Report | undefined {
  const report = partOf(mail, 'message/delivery-status');
  if (report === undefined) return undefined;
  // The first block is about the message, each further one about one recipient; the worst news counts.
  const recipients = report
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map(fieldsOf)
    .filter((fields) => fields.has('action') || fields.has('final-recipient'));
  const failed = recipients.find((fields) => fields.get('action')?.toLowerCase() === 'failed');
  const delayed = recipients.find((fields) => fields.get('action')?.toLowerCase() === 'delayed');
  const worst = failed ?? delayed;
  // Delivered, relayed, expanded: good news that nobody asked for.
  if (!worst) return undefined;
  const recipient = addressIn(typed(worst.get('final-recipient')) || typed(worst.get('original-recipient')));
  const said =
    typed(worst.get('diagnostic-code')) || wordsAbout(recipient, mail.text) || firstWords(mail.text);
  return {
    kind: failed ? 'bounced' : 'delayed',
    messageIds: returnedIds(mail),
    recipient,
    status: statusOf(worst.get('status') ?? '', said),
    reason: said.slice(0, 1000),
  };
}

/** What the text says of that recipient: OpenSMTPD has no field for it. */
function wordsAbout(recipient: string | null, text: string): string | undefined {
  const begin = `${recipient}:`;
  const line = text.split('\n').find((one) => one.startsWith(begin));
  return line?.slice(begin.length).trim();
}

/** The status (RFC 3463); one that names no cause (`5.0.0`) gives way to one of the same class in the words of the server that refused. */
function statusOf(field: string, said: string): string | null {
  const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(field)?.[0] ?? null;
  if (status !== null && !status.endsWith('.0.0')) return status;
  const told = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(said)?.[1];
  return told !== undefined && (status === null || told.startsWith(status[0]!)) ? told : status;
}

/** Servers without a report for programs: they say it in words and send the message back below. */
function readPlain(mail: Reported): Report | undefined {
  const { headers, text } = mail;
  const failed = headers('x-failed-recipients');
  const from = headers('from') ?? '';
  const isFromServer = /mailer-daemon|postmaster|mail delivery (sub)?system/i.test(from);
  const isFromNobody = (headers('return-path') ?? '').trim() === '<>';
  const subject = headers('subject') ?? '';
  const isFailure =
    /undeliver|delivery (status )?(notification|failure|failed)|returned mail|mail delivery failed|failure notice|unzustellbar|non remis|could not be delivered/i.test(
      subject,
    );
  const isDelay = /delayed|warning: message/i.test(subject);
  if (failed === null && !((isFromServer || isFromNobody) && (isFailure || isDelay))) return undefined;
  return {
    kind: isDelay && failed === null ? 'delayed' : 'bounced',
    messageIds: [
      ...new Set([
        ...returnedIds(mail),
        ...idsInText(text),
        ...readIds(headers('references')),
        ...readIds(headers('in-reply-to')),
      ]),
    ],
    recipient:
      addressIn(failed ?? '') ?? addressIn(/^\s*<?([^\s<>@]+@[^\s<>@:]+)>?:?\s*$/m.exec(text)?.[1] ?? ''),
    status: /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null,
    reason: firstWords(text).slice(0, 1000),
  };
}

/** Ids in what was sent back, and what the report itself says it answers. */
function returnedIds(mail: Reported): string[] {
  const returned = mail.parts.filter(({ mimeType }) =>
    /^(message\/rfc822|text\/rfc822-headers|message\/global)/.test(mimeType),
  );
  const ids = returned.flatMap(({ content }) => readIds(fieldsOf(headOf(content)).get('message-id')));
  const told = ['x-original-message-id', 'in-reply-to', 'references'].flatMap((name) =>
    readIds(mail.headers(name)),
  );
  return [...new Set([...ids, ...told, ...idsInText(mail.text)])];
}

function idsInText(text: string): string[] {
  return [...text.matchAll(/^\s{0,3}message-id:\s*(<[^<>\s]+>)/gim)].flatMap(([, id]) => readIds(id));
}

function headOf(message: string): string {
  return message.replaceAll('\r\n', '\n').split('\n\n')[0] ?? '';
}

/** Fields of a block, names in lower case, folded lines joined. The first of each counts. */
function fieldsOf(block: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of block
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]+/g, ' ')
    .split('\n')) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value!.trim());
  }
  return fields;
}

/** `rfc822; ann@example.com` without its type. */
function typed(value: string | undefined): string {
  return (value ?? '').replace(/^[\w-]+\s*;\s*/, '').trim();
}

function addressIn(value: string): string | null {
  return /[^\s<>@,;:"']+@[^\s<>@,;:"']+/.exec(value)?.[0] ?? null;
}

function partOf(mail: Reported, mimeType: string): string | undefined {
  return mail.parts.find((part) => part.mimeType.toLowerCase().startsWith(mimeType))?.content;
}

function firstWords(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 400) || 'The server gave no reason.';
}
