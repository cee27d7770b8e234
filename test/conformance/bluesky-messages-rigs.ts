import { createBlueskyConnectors } from '#connectors/bluesky/index.ts';
import { ownAccountOf } from '#connectors/kit/testing/context.ts';
import type { SourceConnector } from '#connectors/kit/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { systemClock } from '#platform/clock/index.ts';
import { type ChatFault, startChatPds } from '../helpers/bluesky-chat-pds.ts';
import { didOf } from '../helpers/jetstream-events.ts';
import type { ReadingRig } from './reading-rigs.ts';
import type { Meaning, ReplyRig } from './reply-rigs.ts';

const log = createLogger('silent');
const US = didOf(31);
const CUSTOMER = didOf(32);
const HANDLE = 'shop.example.com';

async function openPlace() {
  const pds = await startChatPds();
  pds.enrol(HANDLE, US);
  const outward = createOutward({ allow: new Set([pds.host]), log });
  const { reply, sources } = createBlueskyConnectors({
    appView: pds.url,
    plc: pds.url,
    entryway: pds.url,
  });
  const input = { service: pds.url, identifier: HANDLE, password: 'abcd-efgh' };
  const { credentials, ...connected } = await reply.connect(input, { outward, log });
  const account = ownAccountOf({ network: 'bluesky', ...connected, credentials });
  const convo = pds.state.begin(CUSTOMER, [US]);
  return {
    pds,
    outward,
    reply,
    sources,
    input,
    account,
    convo,
    async close() {
      await outward.close();
      await pds.close().catch((error: unknown) => {
        if (!String(error).includes('not running')) throw error;
      });
    },
  };
}

/** Direct messages, read by an account to which people write. */
export async function messagesReadingRig(): Promise<ReadingRig> {
  const { pds, outward, sources, account, convo, close } = await openPlace();
  const found = sources.find(({ kind }) => kind === 'bluesky-messages');
  const connector: SourceConnector<unknown> = { ...found! };
  const ids = new Map<string, string>();
  return {
    log,
    accounts: [account],
    now: () => systemClock.now(),
    longestSleepMs: 60_000,
    connector,
    config: connector.parseConfig({}),
    wrong: [7, 'x'],
    outward,
    refusals: ['bluesky.message_invalid'],
    // The service stamps what it takes; nobody's own clock is in it, and a wrong one of the service is not believed either.
    write: (text, claimedAt) => void ids.set(text, pds.state.say(convo, CUSTOMER, text, {}, claimedAt).id),
    remove: (text) => pds.state.hide(convo, US, ids.get(text)!),
    spoil() {
      const created = (message: unknown) =>
        pds.state.spoil(US, {
          $type: 'chat.bsky.convo.defs#logCreateMessage',
          convoId: convo,
          message,
        });
      let deep: object = {};
      for (let level = 0; level < 500; level++) deep = { deep };
      created(7);
      created({ id: 'a', sender: { did: 'nobody' }, sentAt: 'yesterday', text: 'x' });
      created({ id: 'b', sender: { did: CUSTOMER }, sentAt: new Date().toISOString(), text: 7 });
      created({ id: '../c', sender: { did: CUSTOMER }, text: 'x'.repeat(900_000) });
      created(deep);
      pds.state.spoil(US, { $type: 'chat.bsky.convo.defs#logNewThing', convoId: convo });
    },
    isBusy: { begin: () => pds.limit(90), seconds: 90 },
    shut: () => pds.close(),
    close,
  };
}

const FAULTS: readonly [ChatFault, string, readonly Meaning[], boolean][] = [
  ['answer-lost', 'it accepts a message and cuts the line', ['unclear'], true],
  ['bad-gateway', 'it accepts a message and answers 502', ['unclear'], true],
  ['fails-before', 'it answers 500 before it accepts a message', ['unclear'], false],
  ['request-lost', 'the line is cut before it accepts a message', ['unclear'], false],
  ['limited', 'it asks to wait with a message', ['postponed'], false],
  ['refused', 'it refuses a message', ['refused'], false],
  ['unreadable', 'the conversation cannot be read', ['postponed'], false],
];

/** Direct messages, answered: the service takes no key. */
export async function messagesReplyRig(): Promise<ReplyRig> {
  const { pds, outward, reply, input, account, convo, close } = await openPlace();
  const { id } = pds.state.say(convo, CUSTOMER, 'Where is my parcel?');
  const never = new AbortController().signal;
  return {
    network: 'bluesky',
    connector: reply,
    isPrivate: true,
    input: (isWrong) => (isWrong ? undefined : input),
    account,
    target: { externalId: `bluesky-chat://${US}/${convo}/${id}` },
    context: (signal = never) => ({ account, outward, log, signal }),
    countOf: ({ text }) => pds.state.textsOf(convo).filter((said) => said === text).length,
    faults: FAULTS.map(([fault, name, means, stands]) => ({
      name,
      means,
      stands,
      begin: (share) => pds.fail(fault, share),
    })),
    shut: () => pds.close(),
    close,
  };
}
