import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '#platform/clock/index.ts';
import { createLogger, type Logger } from '#platform/log/index.ts';
import { createOutward, type Outward } from '#platform/outward/index.ts';
import { createBlueskyConnectors } from '#connectors/bluesky/index.ts';
import { feedConnector } from '#connectors/feed/index.ts';
import type { OwnAccount, SourceConnector } from '#connectors/kit/index.ts';
import { mailReplies, mailSource } from '#connectors/mail/index.ts';
import { sampleSource } from '#connectors/sample/index.ts';
import { messagesReadingRig } from './bluesky-messages-rigs.ts';
import { FAKE_PASSWORD, startFakeMail } from '../helpers/fake-mail.ts';
import { startFeedServer } from '../helpers/feed-server.ts';
import { cidOf, deleteEvent, didOf, postEvent, tidAt } from '../helpers/jetstream-events.ts';
import { startJetstreamServer } from '../helpers/jetstream-server.ts';
import { startRepos } from '../helpers/repos-server.ts';

const log = createLogger('silent');

/** A source as the suite sees it: its connector and a network in which somebody writes. */
export interface ReadingRig {
  connector: SourceConnector<unknown>;
  config: unknown;
  /** Configurations that it must refuse. */
  wrong: readonly unknown[];
  outward: Outward;
  log: Logger;
  accounts: OwnAccount[];
  now(): Date;
  longestSleepMs: number;
  /** Somebody writes; `claimedAt` is what his own clock says. Absent where the connector tells its own story. */
  write?(text: string, claimedAt?: Date): void;
  /** Whoever wrote that takes it back. Absent where the network does not tell. */
  remove?(text: string): void;
  /** What nobody understands comes in between. */
  spoil?(): void;
  /** Codes of the refusals that must come of that; empty where nothing of it can be told apart. */
  refusals: readonly string[];
  /** The server asks to wait, and for how long where its protocol can say that. */
  isBusy?: { begin(): void; seconds: number | undefined };
  /** Every line is cut. */
  cut?(): void;
  /** Ends the network; whatever is asked afterwards meets a closed port. */
  shut(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a rig for every kind of source. A new connector adds one line here. */
export const readingRigs: Readonly<Record<string, () => Promise<ReadingRig>>> = {
  'bluesky-jetstream': jetstreamRig,
  'bluesky-repos': reposRig,
  'bluesky-notifications': notificationsRig,
  'bluesky-messages': messagesReadingRig,
  feed: feedRig,
  mail: mailRig,
  sample: sampleRig,
};

type Common = 'log' | 'accounts' | 'now' | 'longestSleepMs' | 'refusals';
const common = (): Pick<ReadingRig, Common> => ({
  log,
  accounts: [],
  now: () => systemClock.now(),
  longestSleepMs: 60_000,
  refusals: [],
});

/** A connector of any configuration: only what it named itself is given back to it. */
function anySource<Config>(connector: SourceConnector<Config>): SourceConnector<unknown> {
  return connector as unknown as SourceConnector<unknown>;
}

function blueskySource(kind: string): SourceConnector<unknown> {
  const found = createBlueskyConnectors().sources.find((source) => source.kind === kind);
  if (!found) throw new Error(`there is no ${kind}`);
  return found as unknown as SourceConnector<unknown>;
}

async function jetstreamRig(): Promise<ReadingRig> {
  const server = await startJetstreamServer();
  const connector = blueskySource('bluesky-jetstream');
  const outward = createOutward({ allow: new Set([`127.0.0.1:${server.port}`]), log });
  const did = didOf(1);
  const keys = new Map<string, string>();
  let last = 0;
  const nextTime = () => (last = Math.max(last + 1, Date.now() * 1000));
  return {
    ...common(),
    connector,
    config: connector.parseConfig({ hosts: [server.url] }),
    wrong: [{ hosts: 7 }, { hosts: ['ftp://x'] }, { wantedCollections: ['no type'] }, 7],
    outward,
    refusals: ['bluesky.event_invalid', 'bluesky.record_invalid'],
    write(text, claimedAt) {
      const time = nextTime();
      const rkey = tidAt(time);
      keys.set(text, rkey);
      const record = claimedAt ? { createdAt: claimedAt.toISOString() } : {};
      server.load([postEvent({ did, rkey, text, time, record })]);
    },
    remove: (text) => server.load([deleteEvent(did, keys.get(text)!, nextTime())]),
    spoil() {
      const time = nextTime();
      const broken = postEvent({ did, rkey: tidAt(time), text: 'x', time, record: { text: 7 } });
      const huge = postEvent({ did, rkey: tidAt(time + 1), text: 'x'.repeat(900_000), time: time + 1 });
      server.load(['{"did":', JSON.stringify(broken), 'null', '[]', JSON.stringify(huge)]);
      last = time + 1;
    },
    cut: () => server.dropAll(),
    shut: () => server.close(),
    async close() {
      await outward.close();
      await server.close().catch(() => undefined);
    },
  };
}

async function reposRig(): Promise<ReadingRig> {
  const server = await startRepos();
  const connector = blueskySource('bluesky-repos');
  const outward = createOutward({ allow: new Set([new URL(server.url).host]), log });
  return {
    ...common(),
    connector,
    config: connector.parseConfig({ service: server.url, isPds: false }),
    wrong: [{}, { service: 'ftp://x' }, { service: server.url, isPds: 'perhaps' }],
    outward,
    refusals: ['bluesky.frame_invalid'],
    write: (text, claimedAt) => server.write(text, claimedAt),
    remove: (text) => server.remove(text),
    spoil: () => server.spoil(),
    cut: () => server.cutAll(),
    shut: () => server.close(),
    async close() {
      await outward.close();
      await server.close();
    },
  };
}

interface Notice {
  uri: string;
  indexedAt: string;
  [field: string]: unknown;
}

async function notificationsRig(): Promise<ReadingRig> {
  const notices: Notice[] = [];
  let isBusy = false;
  const server = createServer((_request, response) => {
    const headers = {
      'content-type': 'application/json',
      'ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 90),
    };
    if (isBusy)
      return response.writeHead(429, headers).end('{"error":"RateLimitExceeded","message":"Slow down"}');
    const newest = notices.toSorted((a, b) => b.indexedAt.localeCompare(a.indexedAt));
    return response.writeHead(200, headers).end(JSON.stringify({ notifications: newest }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connector = blueskySource('bluesky-notifications');
  const outward = createOutward({ allow: new Set([host]), log });
  const credentials = {
    service: `http://${host}`,
    did: didOf(9),
    handle: 'shop.example.com',
    password: 'x',
    accessJwt: 'a',
    refreshJwt: 'b',
  };
  let serial = 0;
  const write = (text: unknown, claimedAt = new Date()) => {
    const did = didOf(100 + ++serial);
    const uri = `at://${did}/app.bsky.feed.post/${tidAt(Date.now() * 1000, serial % 1024)}`;
    const record = { $type: 'app.bsky.feed.post', text, createdAt: claimedAt.toISOString() };
    const author = { did, handle: `c${serial}.example.com` };
    const indexedAt = new Date().toISOString();
    notices.push({ uri, cid: cidOf(uri), author, reason: 'mention', record, isRead: false, indexedAt });
  };
  const shut = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return {
    ...common(),
    connector,
    config: connector.parseConfig({}),
    wrong: [7, 'x'],
    accounts: [ownAccount('bluesky', didOf(9), 'shop.example.com', credentials)],
    outward,
    refusals: ['bluesky.record_invalid'],
    write,
    spoil() {
      write(7);
      write('x'.repeat(900_000));
      notices.push({ uri: 'nowhere', indexedAt: 'yesterday' }, { uri: '', indexedAt: '', record: null });
    },
    isBusy: { begin: () => (isBusy = true), seconds: 90 },
    shut,
    async close() {
      await outward.close();
      await shut();
    },
  };
}

async function feedRig(): Promise<ReadingRig> {
  const local = await startFeedServer();
  const items: string[] = [];
  let isBusy = false;
  local.routes['/feed.xml'] = (_request, response) => {
    if (isBusy) return response.writeHead(503, { 'retry-after': '120' }).end('later');
    const head = '<title>Tea House</title><link>http://shop.example/</link>';
    return response
      .writeHead(200, { 'content-type': 'application/rss+xml' })
      .end(`<rss version="2.0"><channel>${head}${items.toReversed().join('')}</channel></rss>`);
  };
  const connector = anySource(feedConnector);
  return {
    ...common(),
    connector,
    config: connector.parseConfig({ url: `${local.origin}/feed.xml` }),
    wrong: [{}, { url: '' }, { url: 'ftp://x.example/feed' }, { url: 'x'.repeat(3000) }, null],
    outward: local.outward,
    write(text, claimedAt = new Date()) {
      const id = `<guid isPermaLink="false">${items.length}</guid>`;
      items.push(`<item>${id}<title>${text}</title><pubDate>${claimedAt.toUTCString()}</pubDate></item>`);
    },
    spoil() {
      items.push(
        '<item></item>',
        '<item><guid>b</guid><title>&nope; <b>bold</title><description><![CDATA[<script>alert(1)</script><img src=x onerror=alert(1)>]]></description></item>',
        `<item><guid>h</guid><title>Huge</title><description>${'x'.repeat(900_000)}</description></item>`,
      );
    },
    isBusy: { begin: () => (isBusy = true), seconds: 120 },
    shut: () => local.close(),
    close: () => local.close().catch(() => undefined),
  };
}

async function mailRig(): Promise<ReadingRig> {
  const fake = await startFakeMail();
  const outward = createOutward({ allow: new Set(fake.hosts), log });
  const settings = {
    imapHost: '127.0.0.1',
    imapPort: fake.imapPort,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: fake.smtpPort,
    smtpSecurity: 'none',
  };
  const identifier = 'help@shop.example';
  const input = { identifier, password: FAKE_PASSWORD, settings };
  const { credentials } = await mailReplies.connect(input, { outward, log });
  const connector = anySource(mailSource);
  let serial = 0;
  const message = (fields: Record<string, string>, body: string) =>
    `${Object.entries({
      From: 'ann@customer.example',
      To: identifier,
      Subject: 'Lamp',
      'Message-ID': `<m${++serial}@customer.example>`,
      Date: new Date().toUTCString(),
      ...fields,
    })
      .flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
      .join('\r\n')}\r\n\r\n${body}\r\n`;
  return {
    ...common(),
    connector,
    config: connector.parseConfig({ mailbox: identifier }),
    wrong: [{}, { mailbox: 'nobody' }, { mailbox: identifier, days: 'many' }, null],
    accounts: [ownAccount('mail', identifier, identifier, credentials)],
    outward,
    refusals: ['mail.unreadable', 'mail.no_sender', 'mail.too_large'],
    write: (text, claimedAt = new Date()) => void fake.put(message({ Date: claimedAt.toUTCString() }, text)),
    spoil() {
      let deep = 'Content-Type: text/plain\r\n\r\ndeep\r\n';
      for (let level = 0; level < 100; level++)
        deep = `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n${deep}\r\n--b${level}--\r\n`;
      fake.put(`From: ben@customer.example\r\nMIME-Version: 1.0\r\n${deep}`);
      fake.put(message({ From: '' }, 'Nobody wrote this.'));
      fake.put(Buffer.alloc(37 * 1024 ** 2, message({ Subject: 'Huge' }, 'x')));
      fake.put(Buffer.from([0, 255, 13, 10, 0, 200]));
      fake.put(
        message({ 'Content-Type': 'text/html' }, '<script>alert(1)</script><img src=x onerror=alert(1)>Hi'),
      );
    },
    isBusy: { begin: () => fake.set({ imap: { signIn: 'NO [UNAVAILABLE] try later' } }), seconds: undefined },
    cut: () => fake.cutAll(),
    shut: () => fake.close(),
    async close() {
      await outward.close();
      await fake.close().catch(() => undefined);
    },
  };
}

async function sampleRig(): Promise<ReadingRig> {
  const connector = anySource(sampleSource);
  const outward = createOutward({ allow: new Set(), log });
  return {
    ...common(),
    connector,
    config: connector.parseConfig({ speed: 1000 }),
    wrong: [],
    outward,
    longestSleepMs: 20,
    shut: async () => undefined,
    close: () => outward.close(),
  };
}

function ownAccount(network: string, externalId: string, handle: string, credentials: unknown): OwnAccount {
  return {
    id: `account_${network}`,
    network,
    externalId,
    handle,
    credentials,
    renewCredentials: (renew) => renew(credentials),
    reportRefused: async () => undefined,
  };
}
