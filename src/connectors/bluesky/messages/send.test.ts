import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { didOf } from '../../../../test/helpers/jetstream-events.ts';
import { type OutboundReply, SendRefused } from '../../kit/index.ts';
import { type ChatDesk, openChatDesk } from './testing/desk.ts';

const ANNA = didOf(21);

describe('direct messages are answered', () => {
  let desk: ChatDesk;
  let convo: string;
  let asked: string;
  before(async () => {
    desk = await openChatDesk();
  });
  beforeEach(() => {
    desk.begin();
    desk.state.incoming.clear();
    desk.state.blocked.clear();
    convo = desk.state.begin(ANNA, [desk.us]);
    asked = desk.state.say(convo, ANNA, 'Where is it?').id;
  });
  after(() => desk.close());

  const replyOf = (text: string, more: Partial<OutboundReply> = {}): OutboundReply => ({
    key: `k${text.length}`,
    text,
    target: { externalId: `bluesky-chat://${desk.us}/${convo}/${asked}` },
    decidedAt: new Date(),
    ...more,
  });
  const send = (reply: OutboundReply, more: object = {}) =>
    desk.connectors().reply.send(reply, { ...desk.context(), ...more });
  const refusedAs = (code: string, words: RegExp) => (error: unknown) => {
    assert.ok(error instanceof SendRefused, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    assert.match(error.message, /Nothing was sent/);
    return true;
  };

  it('in the conversation, where links stay links, and the source tells the same message', async () => {
    const text = 'Today, see https://shop.example/track';
    await desk.poll();
    const receipt = await send(replyOf(text));
    const { posts } = await desk.poll();
    assert.deepEqual(
      posts.map((post) => [post.externalId, post.text, post.links, post.revision ?? null]),
      [[receipt.externalId, text, ['https://shop.example/track'], null]],
    );
    assert.equal(receipt.url, `https://bsky.app/messages/${convo}`);
    assert.ok(desk.pds.chat.asked.includes('updateRead'));
  });

  it('and a request is accepted by that', async () => {
    convo = desk.state.begin(ANNA, [desk.us], { isRequest: true });
    asked = desk.state.say(convo, ANNA, 'Hello?').id;
    await send(replyOf('Hello!'));
    assert.ok(desk.state.isAccepted(convo, desk.us));
  });

  it('once, however often it is sent, and found again without a key', async () => {
    const reply = replyOf('On its way.');
    const first = await send(reply);
    assert.deepEqual(await send(reply), first);
    assert.deepEqual(desk.state.textsOf(convo), ['Where is it?', 'On its way.']);
    const { reply: replies } = desk.connectors();
    assert.deepEqual(await replies.readBack(reply, desk.context()), { state: 'present', receipt: first });
    assert.deepEqual(await replies.readBack(replyOf('Never left.'), desk.context()), { state: 'absent' });
  });

  it('twice where the same words were decided twice', async () => {
    const first = await send(replyOf('Thanks!'));
    const othersAmong = async (ids: readonly string[]) =>
      new Set(ids.filter((id) => id === first.externalId));
    const second = await send(replyOf('Thanks!', { key: 'another' }), { othersAmong });
    assert.notEqual(second.externalId, first.externalId);
    assert.deepEqual(desk.state.textsOf(convo).slice(1), ['Thanks!', 'Thanks!']);
  });

  it('not for older words that read the same', async () => {
    desk.state.say(convo, desk.us, 'Thanks!', {}, new Date(Date.now() - 3_600_000));
    await send(replyOf('Thanks!'));
    assert.equal(desk.state.textsOf(convo).filter((text) => text === 'Thanks!').length, 2);
  });

  it('up to 1,000 characters as people count them, and 10,000 bytes', async () => {
    const { reply } = desk.connectors();
    const family = '👨‍👩‍👧‍👦';
    assert.equal(reply.preflight('x'.repeat(1000), true).verdict, 'allowed');
    assert.equal(reply.preflight('x'.repeat(301)).verdict, 'too-long');
    assert.match(reply.preflight(family.repeat(500), true).reason ?? '', /bytes/);
    await send(replyOf('ä'.repeat(1000)));
    await assert.rejects(send(replyOf('x'.repeat(1001))), refusedAs('bluesky.text_refused', /1 characters/));
  });

  const closed: [string, () => void, string, RegExp][] = [
    [
      'to somebody who takes none',
      () => desk.state.incoming.set(ANNA, 'none'),
      'messages_closed',
      /takes no direct/,
    ],
    [
      'to somebody who takes those of accounts followed only',
      () => desk.state.incoming.set(ANNA, 'following'),
      'messages_followed_only',
      /does not follow @shop/,
    ],
    ['where one blocks the other', () => desk.state.blocked.add(ANNA), 'blocked', /blocks/],
    ['where we have left', () => desk.state.leave(convo, desk.us), 'convo_left', /has left/],
    [
      'where the password forbids it',
      () => desk.signIn('posts only'),
      'messages_not_allowed',
      /app password/,
    ],
  ];
  for (const [where, close, code, words] of closed)
    it(`not ${where}, which is said`, async () => {
      close();
      await assert.rejects(send(replyOf('Hello!')), refusedAs(`bluesky.${code}`, words));
      assert.deepEqual(desk.state.textsOf(convo), ['Where is it?']);
    });

  it('not by an account that is not part of it, and never in public', async () => {
    const target = { externalId: `bluesky-chat://${didOf(77)}/${convo}/${asked}` };
    await assert.rejects(
      send(replyOf('Hello!', { target })),
      refusedAs('bluesky.other_account', /another account/),
    );
    for (const externalId of ['bluesky-chat://nonsense', `bluesky-chat://${desk.us}/../x/y`])
      await assert.rejects(send(replyOf('Hello!', { target: { externalId } })), {
        code: 'bluesky.target_invalid',
      });
  });

  it('for good: nothing is taken back', async () => {
    const receipt = await send(replyOf('Sorry!'));
    const { reply } = desk.connectors();
    await assert.rejects(reply.remove(receipt, desk.context()), /cannot be taken back/);
    assert.equal(reply.capabilities.inPrivate?.delete, false);
  });

  it('and is looked for only when no server holds it back any more, as nothing else keeps it from going out twice', () => {
    const { capabilities } = desk.connectors().reply;
    assert.ok((capabilities.inPrivate?.settleMs ?? capabilities.settleMs) >= 60_000);
    assert.ok(capabilities.settleMs <= 5000, 'posts have a key');
  });

  it('and whether it may be is known from the first moment', async () => {
    const { reply } = desk.connectors();
    const context = desk.context();
    const connect = async (password: string) => {
      const input = { service: desk.pds.url, identifier: desk.account.handle, password };
      return (await reply.connect(input, context)).messages;
    };
    assert.deepEqual([await connect('all'), await connect('posts only')], ['on', 'not-allowed']);
    await reply.check?.(context);
    assert.deepEqual(desk.reported, ['on']);
  });
});
