import type { ImapBox, ImapMessage } from './imap.ts';
import type { Mailbox } from './mailbox.ts';
import { whyMailFailed } from './place.ts';

/** What is to be read of a folder. */
export interface Unread {
  /** Changes when the server numbers its mails anew. */
  validity: string;
  /** Numbers of mails, the oldest first. */
  uids: number[];
  /** Up to here the folder is read once those are. */
  last: number;
}

/**
 * What came into a folder after `known`, or since a day where nothing of it is known (or the server numbered it anew). Undefined when there is
 * nothing new. Leaves the folder open.
 */
export async function unreadIn(
  box: ImapBox,
  path: string,
  known: { validity: string; uid: number } | undefined,
  since: Date,
): Promise<Unread | undefined> {
  const { uidValidity, uidNext } = await box.mailboxOpen(path, { readOnly: true });
  const validity = String(uidValidity);
  const after = known?.validity === validity ? known.uid : undefined;
  if (after !== undefined && uidNext <= after + 1) return undefined;
  const found = await box.search(after === undefined ? { since } : { uid: `${after + 1}:*` }, { uid: true });
  const uids = (Array.isArray(found) ? found : [])
    .filter((uid) => after === undefined || uid > after)
    .sort((a, b) => a - b);
  return { validity, uids, last: Math.max(uidNext - 1, after ?? 0) };
}

/** What the server tells of mails without their words, by number. */
export async function headsOf(box: ImapBox, uids: readonly number[]): Promise<ImapMessage[]> {
  const heads = await box.fetchAll(
    uids.join(','),
    { uid: true, envelope: true, size: true, internalDate: true },
    { uid: true },
  );
  return heads.sort((a, b) => a.uid - b.uid);
}

/** When the server got a mail. Servers count in seconds; the numbers of mails keep those of one second in their order. */
export function receivedAt(head: ImapMessage, now: Date): Date {
  const second = head.internalDate ? new Date(head.internalDate) : now;
  return new Date(Math.floor(second.getTime() / 1000) * 1000 + (head.uid % 1000));
}

/** A whole mail; undefined when somebody else deleted or moved it meanwhile. */
export async function sourceOf(box: ImapBox, uid: number): Promise<Uint8Array | undefined> {
  const message = await box.fetchOne(String(uid), { source: true }, { uid: true });
  return message && message.source ? message.source : undefined;
}

/** Where the server keeps what was sent: named in the settings, or marked by the server (RFC 6154). */
export async function sentFolder(box: ImapBox, { settings }: Mailbox): Promise<string | undefined> {
  if (settings.sentFolder !== '') return settings.sentFolder;
  return (await box.list()).find(({ specialUse }) => specialUse === '\\Sent')?.path;
}

/** Whether a copy of what was sent lies in a folder where one may lie. */
export async function hasCopy(box: ImapBox, { settings }: Mailbox, messageId: string): Promise<boolean> {
  const listed = await box.list();
  const marked = listed
    .filter(({ specialUse }) => /^\\(Sent|All|Junk|Inbox)$/.test(specialUse ?? ''))
    .map(({ path }) => path);
  const told = settings.sentFolder === '' ? [] : [settings.sentFolder];
  for (const folder of new Set(['INBOX', ...told, ...marked]))
    if (await holds(box, folder, messageId)) return true;
  return false;
}

/**
 * Puts what was sent into the folder of sent mail, once, where that is wanted. The mail has left: what goes wrong here is no word about it, and
 * is told in words.
 */
export async function keepCopy(
  box: () => Promise<ImapBox>,
  mailbox: Mailbox,
  sent: { messageId: string; bytes: Uint8Array; date: Date },
): Promise<string | undefined> {
  if (!mailbox.settings.keepsSent) return undefined;
  try {
    return (await keepSent(await box(), mailbox, sent))
      ? undefined
      : 'the mailbox has no folder of sent mail; name it in its settings';
  } catch (error) {
    return `a sent mail could not be put into the folder of sent mail: ${whyMailFailed(error)}`;
  }
}

/** False where there is no such folder. */
async function keepSent(
  box: ImapBox,
  mailbox: Mailbox,
  sent: { messageId: string; bytes: Uint8Array; date: Date },
): Promise<boolean> {
  const folder = await sentFolder(box, mailbox);
  if (folder === undefined) return false;
  if (await holds(box, folder, sent.messageId)) return true;
  const { buffer, byteOffset, byteLength } = sent.bytes;
  await box.append(folder, Buffer.from(buffer, byteOffset, byteLength), ['\\Seen'], sent.date);
  return true;
}

/** Whether a folder has the mail with that id (without brackets). */
async function holds(box: ImapBox, folder: string, messageId: string): Promise<boolean> {
  await box.mailboxOpen(folder, { readOnly: true });
  const found = await box.search({ header: { 'message-id': `<${messageId}>` } }, { uid: true });
  return Array.isArray(found) && found.length > 0;
}
