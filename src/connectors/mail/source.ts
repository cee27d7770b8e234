import {
  type Delivery,
  type InboundItem,
  type Refusal,
  type SourceBatch,
  SourceBusy,
  type SourceConnector,
  type SourceContext,
  type SourceTest,
} from '#connectors/kit/index.ts';
import { readIds, type Recent } from '#lib/mail/index.ts';
import {
  type FolderPlaces,
  headsOf,
  type ImapBox,
  type ImapMessage,
  imapPlace,
  type Mailbox,
  openImap,
  readPlaces,
  receivedAt,
  sentFolder,
  sourceOf,
  unreadIn,
  waitForNews,
  writePlaces,
} from '#platform/mail/index.ts';
import { mailboxOf, type MailSource, parseMailSource } from './config.ts';
import { isOurs, ORIGIN, printFor, readMail, refuse } from './to-post.ts';

const AT_ONCE = 20;
/** Bytes of a mail: 25 MB of files are a third more on the line. */
const MOST_BYTES = 36 * 1024 ** 2;
/** How long a server may keep silent about news. */
const LOOK_MS = 60_000;
const MOST_RECENT = 5000;
/** Within this time the outbox tells of what it sent. */
const TOLD_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** A mailbox, read as mail comes (IMAP IDLE). */
export const mailSource: SourceConnector<MailSource> = {
  kind: 'mail',
  network: 'mail',
  title: 'Mailbox (IMAP)',
  verification: 'real-server',
  reads: 'stream',
  rhythmSeconds: 0,
  usesAccounts: true,
  fields: [
    {
      name: 'mailbox',
      label: 'Address of the mailbox',
      kind: 'text',
      required: true,
      placeholder: 'help@example.com',
      help: 'Connect it first under Settings, Accounts.',
    },
    {
      name: 'folders',
      label: 'Folders',
      kind: 'list',
      required: false,
      default: ['INBOX'],
      help: 'INBOX unless told. What was sent is read too, so that answers from other programs are seen.',
    },
    { name: 'days', label: 'Days to look back', kind: 'number', required: false, default: 7 },
  ],
  parseConfig: parseMailSource,
  describe: ({ mailbox }) => mailbox,
  identify: ({ mailbox }) => mailbox,
  read: readMailbox,
  test: testMailbox,
};

async function* readMailbox(config: MailSource, context: SourceContext): AsyncIterable<SourceBatch> {
  const mailbox = boxFor(config, context);
  const box = await opened(config, context, mailbox);
  const recent: Recent = new Map();
  let cursor = readPlaces(context.cursor);
  const close = () => box.close();
  context.signal.addEventListener('abort', close, { once: true });
  try {
    const sent = await sentFolder(box, mailbox);
    while (!context.signal.aborted) {
      for (const path of new Set([...config.folders, ...(sent === undefined ? [] : [sent])])) {
        for await (const batch of readFolder(box, path, {
          config,
          context,
          mailbox,
          recent,
          cursor,
          isSentFolder: path === sent,
        })) {
          cursor = batch.folders;
          yield batch.batch;
        }
      }
      const path = config.folders[0] ?? 'INBOX';
      const isOpen = await waitForNews(box, { path, uid: cursor[path]?.uid ?? 0 }, (heard) =>
        context.clock.sleep(LOOK_MS, AbortSignal.any([heard, context.signal])),
      );
      if (!isOpen && !context.signal.aborted) throw new SourceBusy('The mail server closed the connection.');
    }
  } catch (error) {
    if (!context.signal.aborted) throw error;
  } finally {
    context.signal.removeEventListener('abort', close);
    box.close();
  }
}

function boxFor({ mailbox }: MailSource, { ownAccounts }: SourceContext): Mailbox {
  const account = ownAccounts.find(({ externalId }) => externalId === mailbox);
  if (!account)
    throw new SourceBusy(
      `The mailbox ${mailbox} is not connected (any more). Connect it under Settings, Accounts; what was read is kept.`,
    );
  return mailboxOf(account);
}

async function opened(config: MailSource, context: SourceContext, mailbox: Mailbox): Promise<ImapBox> {
  try {
    return await openImap(context.outward, imapPlace(mailbox));
  } catch (error) {
    const cause =
      error instanceof Error ? (error.cause as { authenticationFailed?: boolean } | undefined) : undefined;
    if (cause?.authenticationFailed) {
      const account = context.ownAccounts.find(({ externalId }) => externalId === config.mailbox);
      await account?.reportRefused(error instanceof Error ? error.message : 'It cannot be opened.');
    }
    throw error;
  }
}

interface Reading {
  config: MailSource;
  context: SourceContext;
  mailbox: Mailbox;
  recent: Recent;
  cursor: FolderPlaces;
  isSentFolder: boolean;
}

/** What is new in a folder, oldest first. After the server numbered it anew, what is known is told by Message-IDs. */
async function* readFolder(
  box: ImapBox,
  path: string,
  reading: Reading,
): AsyncGenerator<{ batch: SourceBatch; folders: FolderPlaces }> {
  const { config, context, cursor } = reading;
  const since = new Date(context.clock.now().getTime() - Math.max(1, config.days) * DAY_MS);
  const unread = await unreadIn(box, path, cursor[path], since);
  if (!unread) return;
  const { validity, uids, last } = unread;
  for (let at = 0; at < uids.length || at === 0; at += AT_ONCE) {
    const some = uids.slice(at, at + AT_ONCE);
    const batch = some.length > 0 ? await readSome(box, some, reading) : { items: [] };
    const isEnd = at + AT_ONCE >= uids.length;
    const folders = { ...cursor, [path]: { validity, uid: isEnd ? last : some.at(-1)! } };
    yield { batch: { ...batch, cursor: writePlaces(folders) }, folders };
    if (context.signal.aborted) return;
  }
}

async function readSome(box: ImapBox, uids: readonly number[], reading: Reading): Promise<SourceBatch> {
  const { context, mailbox } = reading;
  const heads = await headsOf(box, uids);
  const known = await knownIds(heads, context);
  const items: (InboundItem | Refusal)[] = [];
  const deliveries: Delivery[] = [];
  let skipped = 0;
  for (const head of heads) {
    const id = readIds(head.envelope?.messageId)[0];
    // Our own copies prove that a mail left; the thread has them already, or is about to.
    const isCopy =
      id !== undefined && isOurs(id, mailbox) && (!reading.isSentFolder || isRecent(head, context));
    if (isCopy || (id !== undefined && known.get(id)?.includes(printOfHead(head)))) {
      skipped += 1;
      continue;
    }
    const read = await readOne(box, head, reading);
    if (!read || 'isKnown' in read) skipped += 1;
    else if ('delivery' in read) deliveries.push(read.delivery);
    else items.push(read.item);
  }
  while (reading.recent.size > MOST_RECENT) reading.recent.delete(reading.recent.keys().next().value!);
  const newest = heads.at(-1)?.internalDate;
  return {
    items,
    skipped,
    ...(deliveries.length > 0 ? { deliveries } : {}),
    ...(newest ? { newestEventAt: new Date(newest) } : {}),
  };
}

/** Whether the outbox may not have told of it yet. */
function isRecent({ internalDate }: ImapMessage, { clock }: SourceContext): boolean {
  return internalDate !== undefined && new Date(internalDate).getTime() > clock.now().getTime() - TOLD_MS;
}

/** What is stored of the mails with these ids. Our own have no print of what lies in a folder: the id is enough. */
async function knownIds(
  heads: readonly ImapMessage[],
  { stored }: SourceContext,
): Promise<Map<string, string>> {
  const ids = heads.flatMap(({ envelope }) => readIds(envelope?.messageId).slice(0, 1));
  const hints = (await stored?.byExternalIds(ORIGIN, ids)) ?? [];
  const prints = new Map(heads.map((head) => [readIds(head.envelope?.messageId)[0], printOfHead(head)]));
  return new Map(
    hints.map(({ externalId, revision, isOwn }) => [
      externalId,
      isOwn || revision === null ? prints.get(externalId)! : revision,
    ]),
  );
}

function printOfHead({ envelope }: ImapMessage): string {
  const { date } = envelope ?? {};
  return printFor(envelope?.from?.[0]?.address ?? '', date === undefined ? undefined : new Date(date));
}

async function readOne(box: ImapBox, head: ImapMessage, reading: Reading) {
  const { mailbox, context, recent, isSentFolder } = reading;
  if ((head.size ?? 0) > MOST_BYTES) {
    const about = `From: ${head.envelope?.from?.[0]?.address ?? ''}\nSubject: ${head.envelope?.subject ?? ''}\nMessage-ID: ${head.envelope?.messageId ?? ''}`;
    const size = Math.round((head.size ?? 0) / 1024 ** 2);
    return {
      item: refuse(
        'mail.too_large',
        `It has ${size} MB; ${Math.round(MOST_BYTES / 1024 ** 2)} are taken. It is in the mailbox.`,
        Buffer.from(about),
      ),
    };
  }
  const raw = await sourceOf(box, head.uid);
  if (!raw) return undefined;
  const readAt = context.clock.now();
  const came = { receivedAt: receivedAt(head, readAt), readAt };
  return readMail(raw, { mailbox, context, recent, isSentFolder, ...came });
}

async function testMailbox(config: MailSource, context: SourceContext): Promise<SourceTest> {
  const mailbox = boxFor(config, context);
  const box = await opened(config, context, mailbox);
  try {
    const paths = new Set((await box.list()).map(({ path }) => path));
    const missing = config.folders.filter((path) => !paths.has(path));
    if (missing.length > 0)
      throw new SourceBusy(
        `There is no folder “${missing[0]}” in this mailbox. It has: ${[...paths].slice(0, 12).join(', ')}.`,
      );
    const { exists } = await box.mailboxOpen(config.folders[0] ?? 'INBOX', { readOnly: true });
    return {
      summary: `${config.mailbox} has ${exists} ${exists === 1 ? 'mail' : 'mails'} in ${config.folders[0]}.`,
      sample: [],
    };
  } finally {
    await box.logout().catch(() => box.close());
  }
}
