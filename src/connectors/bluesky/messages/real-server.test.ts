import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '#platform/clock/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward, type Outward } from '#platform/outward/index.ts';
import { type ChatServer, startChatServer } from '../../../../test/helpers/bluesky-chat-server.ts';
import { startTestNetwork, type TestAccount, type TestNetwork } from '../../../../test/helpers/pds.ts';
import { type InboundPost, type SourceConnector, SourceStopped } from '../../kit/index.ts';
import { ownAccountOf } from '../../kit/testing/context.ts';
import { createBlueskyConnectors } from '../index.ts';

const log = createLogger('silent');

describe('direct messages through a real account server', () => {
  let network: TestNetwork;
  let service: ChatServer;
  let outward: Outward;
  let brand: TestAccount;
  let customer: TestAccount;
  before(async () => {
    [network, service] = await Promise.all([startTestNetwork(), startChatServer()]);
    outward = createOutward({ allow: new Set(network.hosts), log });
    [brand, customer] = [await network.createAccount('teahouse'), await network.createAccount('hanna')];
  });
  after(async () => {
    await outward.close();
    await network.close();
    await service.close();
  });

  async function connect(password: string) {
    const { url, plc } = network;
    const endpoints = { appView: url, plc, entryway: url, chat: service.name };
    const { reply, sources } = createBlueskyConnectors(endpoints);
    const connected = await reply.connect(
      { service: url, identifier: 'teahouse.test', password },
      { outward, log },
    );
    let renewals = 0;
    const account = ownAccountOf({
      network: 'bluesky',
      ...connected,
      renewCredentials: async (renew) => {
        renewals += 1;
        return renew(account.credentials);
      },
    });
    const context = { account, outward, log, signal: new AbortController().signal };
    const found = sources.find(({ kind }) => kind === 'bluesky-messages')!;
    const source: SourceConnector<unknown> = { ...found };
    let cursor: string | undefined;
    const poll = async () => {
      const posts: InboundPost[] = [];
      const reading = { ...context, sourceId: 's', cursor, clock: systemClock, ownAccounts: [account] };
      for await (const batch of source.read({}, reading)) {
        cursor = batch.cursor ?? cursor;
        posts.push(...batch.items.filter((item): item is InboundPost => item.type === 'post'));
      }
      return posts;
    };
    return { connected, reply, context, poll, renewals: () => renewals };
  }

  it('which passes on what a password with the tick asks: read, answered once, told again', async () => {
    const { connected, reply, context, poll } = await connect(await brand.createAppPassword(true));
    assert.equal(connected.messages, 'on');
    const { state } = service.chat;
    const convo = state.begin(customer.did, [brand.did]);
    state.say(convo, customer.did, 'Is the tea fair?');
    const [asked] = await poll();
    assert.ok(asked);
    assert.deepEqual(
      [asked.text, asked.author.externalId, asked.visibility],
      ['Is the tea fair?', customer.did, 'private'],
    );
    const target = { externalId: asked.externalId, rootExternalId: asked.rootExternalId! };
    const answer = { key: reply.newKey(new Date()), text: 'It is.', target, decidedAt: new Date() };
    const receipt = await reply.send(answer, context);
    assert.deepEqual(await reply.readBack(answer, context), { state: 'present', receipt });
    assert.deepEqual(await reply.send(answer, context), receipt);
    assert.deepEqual(state.textsOf(convo), ['Is the tea fair?', 'It is.']);
    assert.deepEqual(
      (await poll()).map(({ externalId, author }) => [externalId, author.externalId]),
      [[receipt.externalId, brand.did]],
    );
    assert.deepEqual(await brand.list(), [], 'and nothing was said in public');
  });

  it('which refuses a password without it, and posts are sent all the same', async () => {
    const { connected, reply, context, poll, renewals } = await connect(await brand.createAppPassword());
    assert.equal(connected.messages, 'not-allowed');
    await assert.rejects(
      poll(),
      (error: unknown) => error instanceof SourceStopped && error.code === 'bluesky.messages_not_allowed',
    );
    assert.equal(renewals(), 0, 'the session is good and is kept');
    const { uri, cid } = await customer.post('How is the weather?');
    const target = { externalId: uri, revision: cid };
    const said = { key: reply.newKey(new Date()), text: 'Fine.', target, decidedAt: new Date() };
    await reply.send(said, context);
    assert.equal((await brand.list()).length, 1);
  });
});
