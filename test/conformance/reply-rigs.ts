import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { ownAccountOf } from '#connectors/kit/testing/context.ts';
import { createBlueskyConnectors } from '#connectors/bluesky/index.ts';
import { chatReplies } from '#connectors/chat/index.ts';
import { communityReplies } from '#connectors/community/index.ts';
import type {
  ConnectInput,
  OutboundReply,
  OwnAccount,
  ReplyConnector,
  ReplyTarget,
  SendContext,
} from '#connectors/kit/index.ts';
import { mailReplies } from '#connectors/mail/index.ts';
import { sampleReplies } from '#connectors/sample/index.ts';
import { messagesReplyRig } from './bluesky-messages-rigs.ts';
import { FAKE_PASSWORD, type FakeMail, type FakeMailOptions, startFakeMail } from '../helpers/fake-mail.ts';
import type { SmtpStep } from '../helpers/fake-smtp.ts';
import {
  type FaultyNetwork,
  type FaultyNetworkOptions,
  startFaultyNetwork,
} from '../helpers/faulty-network.ts';
import { cidOf, didOf } from '../helpers/jetstream-events.ts';

const log = createLogger('silent');

/** What a connector must make of a fault: `unclear` is every error that is neither a refusal nor a postponement. */
export type Meaning = 'sent' | 'refused' | 'postponed' | 'unclear';

export interface ReplyFault {
  name: string;
  /** Lets it happen in that share of the sends from now on. */
  begin(share: number): void;
  /** What `send` may say when it happens. */
  means: readonly Meaning[];
  /** Whether the reply stands then; undefined where chance decides. */
  stands: boolean | undefined;
}

/** A network as the suites see it: its connector, its fake and what the fake can do wrong. */
export interface ReplyRig {
  network: string;
  connector: ReplyConnector;
  /** What connects; the password is wrong where `isWrong`. Absent where everything connects. */
  input(isWrong: boolean): ConnectInput | undefined;
  account: OwnAccount;
  target: ReplyTarget;
  context(signal?: AbortSignal): SendContext;
  /** How often a reply stands. Undefined on a network that keeps nothing. */
  countOf: ((reply: OutboundReply) => number) | undefined;
  faults: readonly ReplyFault[];
  /** Files are named, and not read: they lie where the network is. */
  namesFiles?: boolean;
  /** It answers what was written to us alone. */
  isPrivate?: boolean;
  /** Ends the network; whatever is asked afterwards meets a closed port. */
  shut(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a rig for every connector that answers, by its name and what of it is tried. A new connector adds one line here. */
export const replyRigs: Readonly<Record<string, () => Promise<ReplyRig>>> = {
  bluesky: blueskyRig,
  'bluesky: direct messages': messagesReplyRig,
  chat: chatRig,
  community: communityRig,
  mail: mailRig,
  sample: sampleRig,
};

async function rigOf(
  connector: ReplyConnector,
  input: ConnectInput,
  hosts: readonly string[],
): Promise<
  Pick<ReplyRig, 'connector' | 'network' | 'account' | 'context'> & { closeOutward(): Promise<void> }
> {
  const outward = createOutward({ allow: new Set(hosts), log });
  const { credentials, ...connected } = await connector.connect(input, { outward, log });
  const account = ownAccountOf({ network: connector.network, ...connected, credentials });
  const never = new AbortController().signal;
  return {
    connector,
    network: connector.network,
    account,
    context: (signal = never) => ({ account, outward, log, signal }),
    closeOutward: () => outward.close(),
  };
}

async function blueskyRig(): Promise<ReplyRig> {
  const network: FaultyNetwork = await startFaultyNetwork();
  const { reply } = createBlueskyConnectors({
    appView: network.url,
    plc: network.url,
    entryway: network.url,
  });
  const input = { service: network.url, identifier: 'shop.example.com', password: 'abcd-efgh' };
  const rig = await rigOf(reply, input, [`127.0.0.1:${network.port}`]);
  const post = `at://${didOf(1)}/app.bsky.feed.post/3kxyzabcdefg2`;
  const fault = (
    name: string,
    options: (share: number) => Partial<FaultyNetworkOptions>,
    means: readonly Meaning[],
    stands: boolean | undefined,
  ): ReplyFault => ({ name, means, stands, begin: (share) => network.set(options(share)) });
  const lost = (share: number) => ({ dropAnswerChance: share });
  return {
    ...rig,
    input: (isWrong) => (isWrong ? undefined : input),
    target: { externalId: post, revision: cidOf(post) },
    countOf: ({ text }) => network.state().texts[text] ?? 0,
    faults: [
      fault('it accepts and cuts the line', lost, ['unclear'], true),
      fault('it accepts and answers 502', (share) => ({ badGatewayChance: share }), ['unclear'], true),
      fault('it answers 500 before it accepts', (share) => ({ failChance: share }), ['unclear'], false),
      fault(
        'the line is cut before it accepts',
        (share) => ({ dropRequestChance: share }),
        ['unclear'],
        false,
      ),
      fault('it asks to wait', (share) => ({ limitChance: share }), ['postponed'], false),
      fault('it refuses', (share) => ({ refuseChance: share }), ['refused'], false),
      fault('what it accepted is seen late', (share) => ({ ...lost(share), lateMs: 400 }), ['unclear'], true),
      fault('it cannot be read back', (share) => ({ ...lost(share), blindChance: 0.7 }), ['unclear'], true),
      fault('it forgets keys', (share) => ({ ...lost(share), forgetsKeys: true }), ['unclear'], true),
    ],
    shut: () => network.close(),
    async close() {
      await rig.closeOutward();
      await network.close().catch(() => undefined);
    },
  };
}

/** Answers that a server for outgoing mail gives in place of the usual ones, and what they mean. */
const SAID: readonly [SmtpStep, string, Meaning][] = [
  ['greeting', '421 4.3.2 closing', 'postponed'],
  ['AUTH', '535 5.7.8 wrong name or password', 'postponed'],
  ['MAIL', '451 4.3.0 later', 'postponed'],
  ['MAIL', '552 5.2.3 too large', 'refused'],
  ['RCPT', '450 4.2.0 greylisted', 'postponed'],
  ['RCPT', '550 5.1.1 no such mailbox', 'refused'],
  ['DATA', '554 5.5.1 no', 'refused'],
  ['taken', '452 4.3.1 disk full', 'postponed'],
  ['taken', '554 5.7.1 spam', 'refused'],
];
const CUTS: readonly [SmtpStep, readonly Meaning[]][] = [
  ['greeting', ['postponed']],
  ['EHLO', ['postponed']],
  ['AUTH', ['postponed']],
  ['MAIL', ['postponed']],
  ['RCPT', ['postponed']],
  ['DATA', ['postponed']],
  ['half', ['postponed', 'unclear']],
  ['taken', ['unclear']],
];

async function mailRig(): Promise<ReplyRig> {
  const fake: FakeMail = await startFakeMail();
  const settings = {
    imapHost: '127.0.0.1',
    imapPort: fake.imapPort,
    imapSecurity: 'none',
    smtpHost: '127.0.0.1',
    smtpPort: fake.smtpPort,
    smtpSecurity: 'none',
  };
  const input = { identifier: 'help@shop.example', password: FAKE_PASSWORD, settings };
  const rig = await rigOf(mailReplies, input, fake.hosts);
  const fault = (
    name: string,
    options: FakeMailOptions,
    means: readonly Meaning[],
    stands: boolean | undefined,
  ): ReplyFault => ({ name, means, stands, begin: (share) => fake.set({ ...options, smtpChance: share }) });
  const taken = { smtp: { cutAt: 'taken' } } as const;
  return {
    ...rig,
    input: (isWrong) => ({ ...input, password: isWrong ? 'wrong' : input.password }),
    target: {
      externalId: 'a@customer.example',
      revision: JSON.stringify({
        id: 'a@customer.example',
        refs: [],
        to: 'ann@customer.example',
        name: 'Ann',
        subject: 'Lamp',
        others: [],
        print: 'x',
      }),
    },
    countOf: ({ key }) =>
      Object.entries(fake.state().delivered).reduce(
        (sum, [id, count]) => sum + (id.includes(key) ? count : 0),
        0,
      ),
    faults: [
      ...CUTS.map(([step, means]) =>
        fault(`the line is cut: ${step}`, { smtp: { cutAt: step } }, means, step === 'taken'),
      ),
      ...SAID.map(([at, line, meaning]) =>
        fault(`${at}: ${line}`, { smtp: { say: { at, line } } }, [meaning], false),
      ),
      fault('the copy comes late', { ...taken, lateMs: 250 }, ['unclear'], true),
      fault('the copy never comes', { ...taken, losesCopies: true }, ['unclear'], true),
      fault(
        'the mailbox cannot be opened',
        { ...taken, imap: { signIn: 'NO [UNAVAILABLE] later' } },
        ['unclear'],
        true,
      ),
      fault(
        'the mailbox is cut while it is searched',
        { ...taken, imap: { cutAt: { word: 'SEARCH', nth: 1 } } },
        ['unclear'],
        true,
      ),
    ],
    shut: () => fake.close(),
    async close() {
      await rig.closeOutward();
      await fake.close().catch(() => undefined);
    },
  };
}

async function sampleRig(): Promise<ReplyRig> {
  const rig = await rigOf(sampleReplies, { identifier: 'x', password: 'x' }, []);
  return {
    ...rig,
    input: () => undefined,
    target: { externalId: 'sample:1' },
    countOf: undefined,
    faults: [],
    shut: async () => undefined,
    close: () => rig.closeOutward(),
  };
}

/** Rooms of the chat and threads of the community are our own database; here they are in memory, and their line is cut as that to a database is. */
function ownPlace() {
  const kept = new Map<string, string>();
  let going: { fate: 'kept' | 'lost' | 'gone' | 'blind'; share: number } = { fate: 'kept', share: 0 };
  let turn = 0;
  let isAway = false;
  /** Every share-th time, so that attempts come through as well. */
  const happens = () => Math.floor(++turn * going.share) > Math.floor((turn - 1) * going.share);
  const mustBeThere = () => {
    if (isAway) throw new Error('the database is out of reach');
  };
  const fault = (
    name: string,
    fate: typeof going.fate,
    means: readonly Meaning[],
    stands: boolean,
  ): ReplyFault => ({ name, means, stands, begin: (share) => (going = { fate, share }) });
  return {
    async name() {
      mustBeThere();
      return 'Shop';
    },
    async put(key: string) {
      const isHit = happens();
      if (isHit && going.fate === 'gone') return undefined;
      if (isHit && going.fate === 'lost') throw new Error('the connection was cut before the commit');
      kept.set(key, `message_${key}`);
      if (isHit) throw new Error('the connection was cut after the commit');
      return `message_${key}`;
    },
    async find(key: string) {
      mustBeThere();
      if (going.fate === 'blind' && happens()) throw new Error('the database is out of reach');
      return kept.get(key);
    },
    async remove(id: string) {
      for (const [key, one] of kept) if (one === id) kept.delete(key);
    },
    rig: {
      input: () => undefined,
      target: { externalId: 'message_1' },
      countOf: ({ key }: OutboundReply) => (kept.has(key) ? 1 : 0),
      faults: [
        fault('it is cut after the commit', 'kept', ['unclear'], true),
        fault('it is cut before the commit', 'lost', ['unclear'], false),
        fault('what is answered is gone', 'gone', ['refused'], false),
        fault('it cannot be read back', 'blind', ['unclear'], true),
      ],
      shut: async () => void (isAway = true),
    },
  };
}

async function chatRig(): Promise<ReplyRig> {
  const { rig: own, put, name: nameOf, find, remove } = ownPlace();
  const connector = chatReplies({ nameOf, put: ({ key }) => put(key), find, remove });
  const rig = await rigOf(connector, { identifier: 'widget_1', password: '' }, []);
  return { ...rig, ...own, namesFiles: true, close: () => rig.closeOutward() };
}

async function communityRig(): Promise<ReplyRig> {
  const { rig: own, put, name, find, remove } = ownPlace();
  const receiptOf = (id: string | undefined) =>
    id === undefined ? undefined : { externalId: id, url: `https://shop.example/community/p/${id}` };
  const connector = communityReplies({
    name,
    put: async ({ key }) => receiptOf(await put(key)),
    find: async (key) => receiptOf(await find(key)),
    remove,
  });
  const rig = await rigOf(connector, { identifier: 'community', password: '' }, []);
  return { ...rig, ...own, close: () => rig.closeOutward() };
}
