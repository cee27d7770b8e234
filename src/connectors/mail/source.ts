import {
  type Delivery,
  type InboundItem,
  type MailAnswer,
  type Refusal,
  type SourceBatch,
  SourceBusy,
  type SourceConnector,
  type SourceContext,
  type SourceTest,
} from '#connectors/kit/index.ts';
import { type AskNames, type Recent, unknownOf } from '#lib/mail/index.ts';
import {
  enterImap,
  headsOf,
  type ImapBox,
  type ImapMessage,
  isSignInRefused,
  keyOf,
  readPlaces,
  receivedAt,
  sourceOf,
  walkMailbox,
  writePlaces,
} from '#platform/mail/index.ts';
import { type MailSource, parseMailSource } from './config.ts';
import { ORIGIN, readMail, refuse, type Surroundings } from './to-post.ts';

/** Bytes of a mail: 25 MB of files are a third more on the line. */
const MOST_BYTES = 36 * 1024 ** 2;
/** How long a server may keep silent about news. */
const LOOK_MS = 60_000;
const MOST_RECENT = 5000;
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
      help: 'One that is connected under Brand accounts.',
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
  const { clock, signal } = context;
  const { mailbox, box } = await opened(config, context);
  const recent: Recent = new Map();
  const close = () => box.close();
  signal.addEventListener('abort', close, { once: true });
  try {
    const steps = walkMailbox(box, {
      mailbox,
      folders: config.folders,
      places: readPlaces(context.cursor),
      since: () => new Date(clock.now().getTime() - Math.max(1, config.days) * DAY_MS),
      sleep: (heard) => clock.sleep(LOOK_MS, AbortSignal.any([heard, signal])),
      signal,
    });
    for await (const { uids, isSent, places } of steps) {
      const reading = { context, mailbox, recent, isSentFolder: isSent };
      const batch = uids.length > 0 ? await readSome(box, uids, reading) : { items: [] };
      yield { ...batch, cursor: writePlaces(places) };
    }
    if (!signal.aborted) throw new SourceBusy('The mail server closed the connection.');
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    signal.removeEventListener('abort', close);
    box.close();
  }
}

async function opened(config: MailSource, { ownAccounts, outward }: SourceContext) {
  const account = ownAccounts.find(({ externalId }) => externalId === config.mailbox);
  if (!account)
    throw new SourceBusy(
      `The mailbox ${config.mailbox} is not connected (any more). Connect it under Settings, Accounts; what was read is kept.`,
    );
  try {
    return await enterImap(account, outward);
  } catch (error) {
    if (isSignInRefused(error))
      await account.reportRefused(error instanceof Error ? error.message : 'It cannot be opened.');
    throw error;
  }
}

type Reading = Pick<Surroundings, 'mailbox' | 'recent' | 'isSentFolder'> & { context: SourceContext };

async function readSome(box: ImapBox, uids: readonly number[], reading: Reading): Promise<SourceBatch> {
  const { clock, stored } = reading.context;
  const heads = await headsOf(box, uids);
  const key = keyOf(reading.mailbox);
  const around = { key, stored, origin: ORIGIN, isSentFolder: reading.isSentFolder, now: clock.now() };
  const items: (InboundItem | Refusal)[] = [];
  const deliveries: Delivery[] = [];
  const answers: MailAnswer[] = [];
  for (const head of await unknownOf(heads, around)) {
    const read = await readOne(box, head, reading);
    if (read && 'delivery' in read) deliveries.push(read.delivery);
    else if (read && 'answer' in read) answers.push(read.answer);
    else if (read && 'item' in read) items.push(read.item);
  }
  while (reading.recent.size > MOST_RECENT) reading.recent.delete(reading.recent.keys().next().value!);
  const newest = heads.at(-1)?.internalDate;
  return {
    items,
    skipped: heads.length - items.length - deliveries.length - answers.length,
    ...(deliveries.length > 0 ? { deliveries } : {}),
    ...(answers.length > 0 ? { answers } : {}),
    ...(newest ? { newestEventAt: new Date(newest) } : {}),
  };
}

async function readOne(box: ImapBox, head: ImapMessage, reading: Reading) {
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
  const readAt = reading.context.clock.now();
  const ask = (name: string) => reading.context.outward.textsOf(name);
  const names = askNames(reading.context.outward);
  return readMail(raw, { ...reading, ask, names, receivedAt: receivedAt(head, readAt), readAt });
}

/** What SPF asks the DNS for. */
function askNames({ textsOf, recordsOf }: SourceContext['outward']): AskNames {
  return {
    texts: textsOf,
    addresses: (name, kind) => recordsOf(kind === 4 ? 'A' : 'AAAA', name),
    mailServers: (name) => recordsOf('MX', name),
    names: (reverse) => recordsOf('PTR', reverse),
  };
}

async function testMailbox(config: MailSource, context: SourceContext): Promise<SourceTest> {
  const { box } = await opened(config, context);
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
