import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createBlueskyConnectors } from '#connectors/bluesky/index.ts';
import { connectorsPort } from '#connectors/kit/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { sourcesFeature } from '#listen/sources/index.ts';
import { Dispatcher } from '#platform/outbox/index.ts';
import { registerReplySenders } from '#respond/replies/index.ts';
import { until } from '../../test/helpers/app.ts';
import { type ChatPds, startChatPds } from '../../test/helpers/bluesky-chat-pds.ts';
import { didOf } from '../../test/helpers/jetstream-events.ts';
import { connectors } from './connectors.ts';
import { type Staff, wholeServer } from './testing/whole-server.ts';

const HANDLE = 'lumora.example.com';
const US = didOf(41);
const MARA = didOf(42);
const LONG = 'A long answer. '.repeat(30).trim();

describe('direct messages of Bluesky, from the network to the answer and back', () => {
  const stop = new AbortController();
  let pds: ChatPds;
  let rapport: Awaited<ReturnType<typeof wholeServer>>;
  let dispatcher: Dispatcher;
  let owner: Staff;
  let account: { id: string; messages: string; maxLength: number; maxLengthInPrivate: number };
  let source: string;
  let convo: string;

  before(async () => {
    pds = await startChatPds();
    pds.enrol(HANDLE, US);
    pds.state.profiles.set(MARA, { handle: 'mara.example.com', displayName: 'Mara' });
    rapport = await wholeServer({ allowOutward: new Set([pds.host]) });
    const { app } = rapport;
    const bluesky = createBlueskyConnectors({ appView: pds.url, plc: pds.url, entryway: pds.url });
    const sources = bluesky.sources.map((one) => [one.kind, one] as const);
    app.provide(connectorsPort, {
      ...connectors,
      sources: new Map([...connectors.sources, ...sources]),
      replies: new Map([...connectors.replies, ['bluesky', bluesky.reply]]),
    });
    registerReplySenders(app);
    for (const { start } of sourcesFeature.services ?? []) await start(app, stop.signal);
    dispatcher = new Dispatcher(app, stop.signal, { pollMs: 20 });
    owner = await rapport.staff('owner');
  });
  after(async () => {
    stop.abort();
    await dispatcher.stopped();
    await rapport.close();
    await pds.close();
  });

  const connect = async (password: string) =>
    owner.post('/api/v1/brand/accounts', {
      network: 'bluesky',
      service: pds.url,
      identifier: HANDLE,
      password,
    });
  const open = async (id: string) => (await owner.get(`/api/v1/inbox/${id}`)).body;
  const row = async (words: string) => {
    const { items } = (await owner.get('/api/v1/inbox?status=any&limit=100')).body;
    return items.find(({ excerpt }: { excerpt: string }) => excerpt.includes(words));
  };
  const heard = async (words: string) => {
    await owner.post(`/api/v1/sources/${source}/read-now`, {});
    await until(`“${words}” is in the inbox`, async () => (await row(words)) !== undefined);
    return open((await row(words)).id);
  };
  const answer = (conversationId: string, postId: string, text: string, isConfirmed = false) =>
    owner.post(`/api/v1/inbox/${conversationId}/replies`, {
      text,
      postId,
      accountId: account.id,
      idempotencyKey: `${isConfirmed ? 'again' : 'first'} ${text}`.slice(0, 60),
      isConfirmed,
    });

  it('an account says whether its password allows them, and what may be said', async () => {
    const closed = await connect('posts only');
    assert.equal(closed.status, 201, JSON.stringify(closed.body));
    assert.equal(closed.body.messages, 'not-allowed');
    account = (await connect('with messages')).body;
    assert.deepEqual([account.messages, account.maxLength, account.maxLengthInPrivate], ['on', 300, 1000]);
    const { items } = (await owner.get('/api/v1/brand/accounts')).body;
    assert.deepEqual(
      items.map(({ messages }: { messages: string }) => messages),
      ['on'],
    );
  });

  it('a message is private, and from the person who speaks in public', async () => {
    convo = pds.state.begin(MARA, [US], { isRequest: true });
    pds.state.say(convo, MARA, 'My number is 4711, please call');
    await takeIn(rapport.app, {
      sourceId: null,
      items: [
        {
          type: 'post',
          origin: 'bluesky',
          externalId: `at://${MARA}/app.bsky.feed.post/3kxyzabcdefg2`,
          version: 1,
          network: 'bluesky',
          kind: 'post',
          author: { externalId: MARA },
          text: 'Lumora, I wrote to you!',
          mentions: [US],
          createdAt: new Date(),
        },
      ],
    });
    const added = await owner.post('/api/v1/sources', { kind: 'bluesky-messages', config: {} });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    source = added.body.id;
    const alone = await heard('4711');
    const said = alone.thread[0];
    assert.deepEqual(
      [said.isPrivate, said.kind, said.remarks.map(({ kind }: { kind: string }) => kind)],
      [true, 'message', ['request']],
    );
    assert.equal(alone.author.handle, 'mara.example.com');
    assert.equal(alone.speaker.handle, HANDLE);
    const inPublic = await row('I wrote to you');
    assert.notEqual(inPublic.id, alone.id);
    assert.equal(inPublic.author.id, alone.author.id, 'one account, so one person');
    const stream = (await owner.get('/api/v1/stream?limit=100')).body;
    assert.doesNotMatch(JSON.stringify(stream), /4711/);
  });

  it('an answer has the room of a message, waits while all is stopped, and leaves once', async () => {
    const alone = await row('4711');
    const inPublic = await row('I wrote to you');
    const tooLong = await answer(inPublic.id, (await open(inPublic.id)).thread[0].id, LONG);
    assert.deepEqual([tooLong.status, tooLong.body.error.code], [422, 'reply.too_long']);
    const stopped = await owner.post('/api/v1/outbox/suspensions', { scope: 'everything', reason: 'Wait' });
    assert.ok(stopped.status < 300, JSON.stringify(stopped.body));
    const reply = await answer(alone.id, (await open(alone.id)).thread[0].id, LONG);
    assert.equal(reply.status, 202, JSON.stringify(reply.body));
    assert.equal(reply.body.canBeTakenBack, false);
    const stateOf = async () => (await owner.get(`/api/v1/replies/${reply.body.id}`)).body.state;
    await until('it is held', async () => (await stateOf()) === 'held');
    assert.equal(pds.state.textsOf(convo).length, 1);
    await owner.post(`/api/v1/outbox/suspensions/${stopped.body.id}/end`, {});
    const sent = await owner.post('/api/v1/outbox/held/send', { ids: [reply.body.id] });
    assert.ok(sent.status < 300, JSON.stringify(sent.body));
    await until('it is sent', async () => (await stateOf()) === 'sent');
    assert.deepEqual(pds.state.textsOf(convo).slice(1), [LONG]);
    assert.ok(pds.state.isAccepted(convo, US));
    const removal = await owner.post(`/api/v1/replies/${reply.body.id}/remove`, {});
    assert.equal(removal.body.error.code, 'reply.cannot_remove');
  });

  it('the same words leave again when somebody means them again', async () => {
    const { id } = await row('4711');
    const { thread } = await open(id);
    const again = await answer(id, thread[0].id, LONG, true);
    const stateOf = async () => (await owner.get(`/api/v1/replies/${again.body.id}`)).body.state;
    await until('it is sent', async () => (await stateOf()) === 'sent');
    assert.deepEqual(pds.state.textsOf(convo).slice(1), [LONG, LONG]);
  });

  it('what the network tells of it, and what we say elsewhere, stands once and as ours', async () => {
    const { id } = await row('4711');
    const saysNext = async (who: string, text: string, count: number) => {
      pds.state.say(convo, who, text);
      await owner.post(`/api/v1/sources/${source}/read-now`, {});
      await until(text, async () => (await open(id)).thread.length >= count);
    };
    await saysNext(US, 'And from my phone: it is done', 4);
    await saysNext(MARA, 'Thank you, 4711 works', 5);
    const { thread, status } = await open(id);
    assert.deepEqual(
      thread.map(({ text, isOwn, isPrivate }: { text: string; isOwn: boolean; isPrivate: boolean }) => [
        text.slice(0, 14),
        isOwn,
        isPrivate,
      ]),
      [
        ['My number is 4', false, true],
        ['A long answer.', true, true],
        ['A long answer.', true, true],
        ['And from my ph', true, true],
        ['Thank you, 471', false, true],
      ],
    );
    assert.equal(status, 'open');
  });
});
