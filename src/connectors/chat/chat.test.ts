import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLogger } from '#platform/log/index.ts';
import { type OutboundReply, SendRefused } from '#connectors/kit/index.ts';
import { outwardOf } from '#platform/outward/testing/given.ts';
import { sendContextOf } from '#connectors/kit/testing/context.ts';
import { randomFrom, pick } from '../../../test/helpers/random.ts';
import { type ChatRooms, chatReplies, type RoomMessage } from './index.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** Rooms in memory, as careful as the real ones. */
class Rooms implements ChatRooms {
  readonly messages = new Map<string, RoomMessage & { id: string; isGone: boolean }>();
  readonly open = new Set(['root-1', 'root-2']);
  isBroken = false;
  nameOf = async (id: string) => (id === 'wgt_1' ? 'Shop' : undefined);
  async put(message: RoomMessage) {
    if (!this.open.has(message.rootExternalId)) return undefined;
    const known = this.messages.get(message.key);
    if (known) return known.id;
    const id = `cmsg_${this.messages.size + 1}`;
    this.messages.set(message.key, { ...message, id, isGone: false });
    if (this.isBroken) throw new Error('the line to the database broke after it was stored');
    return id;
  }
  find = async (key: string) => this.messages.get(key)?.id;
  async remove(id: string) {
    for (const message of this.messages.values())
      if (message.id === id) Object.assign(message, { isGone: true, text: '' });
  }
}

const context = (externalId = 'wgt_1') => sendContextOf({ network: 'chat', externalId });
const reply = (changes: Partial<OutboundReply> = {}): OutboundReply => ({
  key: 'chat_1',
  text: 'Turn it off and on.',
  author: 'Ana Diaz',
  target: { externalId: 'cmsg_9', rootExternalId: 'root-1' },
  decidedAt: new Date('2026-11-22T12:00:00Z'),
  ...changes,
});

describe('web chat as a network', () => {
  it('connects a widget that is there, and no other', async () => {
    const { connect, check } = chatReplies(new Rooms());
    const ask = { outward: outwardOf(), log: createLogger('silent') };
    assert.deepEqual(await connect({ identifier: 'wgt_1', password: '' }, ask), {
      externalId: 'wgt_1',
      handle: 'Shop',
      displayName: 'Shop',
      credentials: null,
    });
    await assert.rejects(connect({ identifier: 'wgt_2', password: '' }, ask), /no web chat with this id/);
    await check!(context());
    await assert.rejects(check!(context('wgt_2')), (error: unknown) => {
      assert.ok(error instanceof SendRefused);
      return error.code === 'account.refused';
    });
  });

  it('puts a reply into the room that its thread began with, with who wrote it and the files', async () => {
    const rooms = new Rooms();
    const { send, readBack } = chatReplies(rooms);
    const files = [
      {
        id: 'file_1',
        name: 'plan.pdf',
        mediaType: 'application/pdf',
        size: 3,
        read: async () => new Uint8Array(3),
      },
      { name: 'no id', mediaType: 'text/plain', size: 1, read: async () => new Uint8Array(1) },
    ];
    const receipt = await send(reply({ files }), context());
    const [message] = rooms.messages.values();
    assert.deepEqual(
      [message!.rootExternalId, message!.author, message!.fileIds, receipt],
      ['root-1', 'Ana Diaz', ['file_1'], { externalId: 'cmsg_1' }],
    );
    assert.deepEqual(await readBack(reply(), context()), { state: 'present', receipt });
    // The first message of a thread is its own root.
    await send(reply({ key: 'chat_2', target: { externalId: 'root-2' } }), context());
    assert.equal(rooms.messages.get('chat_2')!.rootExternalId, 'root-2');
  });

  it('says a final no when the room or the widget is gone, and sends nothing', async () => {
    const rooms = new Rooms();
    const { send, readBack } = chatReplies(rooms);
    const gone = reply({ target: { externalId: 'x', rootExternalId: 'root-3' } });
    await assert.rejects(send(gone, context()), (error: unknown) => {
      assert.ok(error instanceof SendRefused);
      return error.code === 'chat.room_gone';
    });
    await assert.rejects(send(reply(), context('wgt_2')), /removed under Settings/);
    assert.equal(rooms.messages.size, 0);
    assert.deepEqual(await readBack(reply(), context()), { state: 'absent' });
  });

  it('takes a message back, also twice', async () => {
    const rooms = new Rooms();
    const { send, remove } = chatReplies(rooms);
    const receipt = await send(reply(), context());
    await remove(receipt, context());
    await remove(receipt, context());
    assert.deepEqual(
      [...rooms.messages.values()].map(({ isGone, text }) => [isGone, text]),
      [[true, '']],
    );
  });

  it(`has a message once and knows whether it has it, however often and brokenly it is sent (SEED=${SEED})`, async () => {
    const random = randomFrom(SEED);
    const rooms = new Rooms();
    const connector = chatReplies(rooms);
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const told = new Map<string, string>();
    for (let step = 0; step < 400; step++) {
      const key = keys[pick(random, keys.length)]!;
      rooms.isBroken = random() < 0.3;
      const wish = reply({ key, text: key });
      if (random() < 0.5) {
        const receipt = await connector.send(wish, context()).catch(() => undefined);
        if (!receipt) continue;
        assert.equal(told.get(key) ?? receipt.externalId, receipt.externalId, 'the same message every time');
        told.set(key, receipt.externalId);
      } else {
        const answer = await connector.readBack(wish, context());
        assert.equal(answer.state, rooms.messages.has(key) ? 'present' : 'absent');
      }
    }
    assert.deepEqual([...rooms.messages.keys()].sort(), keys, 'each once');
  });

  it('counts as the room does, and shows links', () => {
    const { preflight, newKey, capabilities } = chatReplies(new Rooms());
    const seen = preflight('See https://shop.example/a?b, and (http://x.example/y).');
    assert.deepEqual(
      seen.facets.map(({ value, kind }) => [kind, value]),
      [
        ['link', 'https://shop.example/a?b'],
        ['link', 'http://x.example/y'],
      ],
    );
    assert.equal(preflight('x'.repeat(4000)).verdict, 'allowed');
    assert.equal(preflight('🧑'.repeat(4000)).verdict, 'allowed', 'letters, not bytes');
    assert.equal(preflight('x'.repeat(4001)).verdict, 'too-long');
    assert.equal(preflight(' \n ').verdict, 'forbidden');
    assert.notEqual(newKey(new Date()), newKey(new Date()));
    assert.deepEqual([capabilities.delete, capabilities.edit], [true, false]);
  });
});
