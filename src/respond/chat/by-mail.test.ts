import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import {
  connectorsPort,
  type OutboundReply,
  type ReplyConnector,
  SendRefused,
} from '#connectors/kit/index.ts';
import { mailReplies } from '#connectors/mail/index.ts';
import { connectAccount } from '#people/brand/index.ts';
import { takeIn } from '#listen/intake/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { randomFrom, shuffled } from '../../../test/helpers/random.ts';
import { chatRooms, noteMailsBack, registerChatMail } from './index.ts';
import { mailUnread } from './by-mail.ts';
import type { WidgetWithSecret } from './schema.ts';
import { openStage, type Stage, type Visitor } from './testing/stage.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

/** A mail server that takes everything, and loses its answer where it is told to. */
class FakeMail {
  readonly taken: OutboundReply[] = [];
  mode: 'take' | 'take and drop' | 'refuse' = 'take';
  readonly connector: ReplyConnector = {
    ...mailReplies,
    capabilities: { ...mailReplies.capabilities, settleMs: 50 },
    connect: async ({ identifier }) => ({ externalId: identifier, handle: identifier, credentials: null }),
    send: async (reply) => {
      if (this.mode === 'refuse') throw new SendRefused('mail.refused', 'No such mailbox.');
      this.taken.push(reply);
      if (this.mode === 'take and drop') throw new Error('the line broke');
      return this.#receipt(reply);
    },
    readBack: async (reply) =>
      this.taken.some(({ key }) => key === reply.key)
        ? { state: 'present', receipt: this.#receipt(reply) }
        : { state: 'absent' },
  };
  #receipt = ({ key }: OutboundReply) => ({
    externalId: `${key}@shop.example`,
    revision: `revision of ${key}`,
  });
  to = (address: string) => this.taken.filter(({ envelope }) => envelope?.to?.includes(address));
}

describe(`a chat that goes on by mail (SEED=${SEED})`, () => {
  let stage: Stage;
  let widget: WidgetWithSecret;
  const mail = new FakeMail();
  const never = new AbortController().signal;
  before(async () => {
    stage = await openStage();
    const { app } = stage;
    const connectors = app.use(connectorsPort);
    app.provide(connectorsPort, {
      ...connectors,
      replies: new Map(connectors.replies).set('mail', mail.connector),
    });
    registerChatMail(app);
    const account = await connectAccount(app, systemActor, {
      network: 'mail',
      identifier: 'help@shop.example',
      password: 'x',
    });
    widget = await stage.make({ mailAccountId: account.id });
  });
  after(() => stage.close());

  /** A minute and more goes by without a word of his browser. */
  const goes = () => stage.app.db.query(`update chat_visits set seen_at = now() - interval '2 minutes'`);
  async function answered(mailOf: string, texts: string[]): Promise<{ who: Visitor; id: string }> {
    const who = await stage.visitor({ mail: mailOf, name: 'Ann' }, widget);
    await who.say(`Question of ${mailOf}`);
    const id = (await stage.inbox())[0]!.id;
    for (const text of texts) {
      const queued = await stage.reply(id, text, { accountId: widget.accountId });
      assert.equal(queued.status, 202, JSON.stringify(queued.body));
    }
    await until('the answers stand', async () => (await who.texts()).length === 1 + texts.length);
    return { who, id };
  }
  const chatOf = async (id: string) => (await stage.owner.get(`/api/v1/inbox/${id}/chat`)).body;

  it('mails what he did not read, once, in one letter, whoever looks', async () => {
    const { id } = await answered('one@customer.example', ['First answer', 'Second answer']);
    await mailUnread(stage.app, never);
    assert.deepEqual(mail.to('one@customer.example'), [], 'he is still here');
    await goes();
    await Promise.all([1, 2, 3].map(() => mailUnread(stage.app, never)));
    await until('it left', async () => (await chatOf(id)).mailed?.state === 'sent');
    const [letter, ...more] = mail.to('one@customer.example');
    assert.deepEqual(more, []);
    assert.match(
      letter!.text,
      /You had left[^]*The:\nFirst answer[^]*The:\nSecond answer[^]*shop\.example\/lamps/,
    );
    assert.deepEqual([letter!.envelope?.subject, letter!.begins], ['Your chat with us', true]);
    await mailUnread(stage.app, never);
    assert.equal(mail.to('one@customer.example').length, 1);
    assert.deepEqual([(await chatOf(id)).unread, (await chatOf(id)).canMail], [0, true]);
  });

  it('mails nothing that he read, took along, or that was taken back', async () => {
    const { who } = await answered('two@customer.example', ['Read this']);
    await who.post('/read', { seq: 2 });
    const back = await answered('three@customer.example', []);
    const queued = await stage.reply(back.id, 'Oh no', { accountId: widget.accountId });
    await until('it stands', async () => (await back.who.texts()).length === 2);
    await until(
      'it is sent',
      async () => (await stage.owner.get(`/api/v1/replies/${queued.body.id}`)).body.state === 'sent',
    );
    await stage.owner.post(`/api/v1/replies/${queued.body.id}/remove`);
    await goes();
    await mailUnread(stage.app, never);
    assert.deepEqual([...mail.to('two@customer.example'), ...mail.to('three@customer.example')], []);
  });

  it('sends once although the server took it and the line broke', async () => {
    const { id } = await answered('four@customer.example', ['Here you are']);
    mail.mode = 'take and drop';
    await goes();
    await mailUnread(stage.app, never);
    await until('it is read back', async () => (await chatOf(id)).mailed?.state === 'sent');
    mail.mode = 'take';
    assert.equal(mail.to('four@customer.example').length, 1);
  });

  it('says when a mail could not leave or came back, and somebody must look again', async () => {
    const refused = await answered('five@customer.example', ['You will not get this']);
    mail.mode = 'refuse';
    await goes();
    await mailUnread(stage.app, never);
    await until('it failed', async () => (await chatOf(refused.id)).mailed?.state === 'failed');
    mail.mode = 'take';
    assert.match((await chatOf(refused.id)).mailed.problem, /No such mailbox/);
    assert.equal((await stage.owner.get(`/api/v1/inbox/${refused.id}`)).body.status, 'open');
    const bounced = await answered('six@customer.example', ['Nor this']);
    await goes();
    await mailUnread(stage.app, never);
    await until('it left', async () => (await chatOf(bounced.id)).mailed?.state === 'sent');
    const [{ key }] = mail.to('six@customer.example') as [OutboundReply];
    const news = [
      { externalId: `${key}@shop.example`, state: 'bounced' as const, reason: 'unknown', at: new Date() },
    ];
    await stage.app.db.transaction(() => noteMailsBack(stage.app, 'mail', news));
    const after = await chatOf(bounced.id);
    assert.deepEqual([after.mailed.state, after.mailed.problem], ['bounced', 'unknown']);
    assert.equal((await stage.owner.get(`/api/v1/inbox/${bounced.id}`)).body.status, 'open');
  });

  it('takes his answer by mail into the same conversation, and answers that', async () => {
    const { who, id } = await answered('seven@customer.example', ['Do you have a photo?']);
    await goes();
    await mailUnread(stage.app, never);
    await until('it left', async () => (await chatOf(id)).mailed?.state === 'sent');
    const { thread, author } = (await stage.owner.get(`/api/v1/inbox/${id}`)).body;
    const post = {
      type: 'post' as const,
      origin: `chat:${widget.id}`,
      externalId: 'answer-by-mail@customer.example',
      version: 1,
      network: 'chat',
      kind: 'message' as const,
      visibility: 'private' as const,
      author: { externalId: author.externalId, handle: 'seven@customer.example' },
      text: 'Here it is, by mail.',
      rootExternalId: thread[0].externalId,
      createdAt: new Date(),
      revision: 'revision of his mail',
    };
    for (let times = 0; times < 2; times++) await takeIn(stage.app, { sourceId: null, items: [post] });
    assert.deepEqual((await who.texts()).at(-1), 'Here it is, by mail.');
    assert.equal((await who.texts()).length, 3, 'once, however often it is read');
    assert.equal((await stage.owner.get(`/api/v1/inbox/${id}`)).body.thread.length, 3);
    assert.equal((await stage.reply(id, 'Thank you', { accountId: widget.accountId })).status, 202);
    await until('it stands', async () => (await who.texts()).length === 4);
    await goes();
    await mailUnread(stage.app, never);
    await until('both left', async () => mail.to('seven@customer.example').length === 2);
    assert.equal(mail.to('seven@customer.example')[1]!.target.revision, 'revision of his mail');
  });

  it('answers a message that was left by mail at once', async () => {
    const who = await stage.visitor({}, widget);
    const left = {
      name: 'Eve',
      address: 'eve@customer.example',
      text: 'Nobody here?',
      clientId: 'left-0001',
    };
    await who.post('/offline', left);
    const id = (await stage.inbox())[0]!.id;
    await stage.reply(id, 'Now there is.', { accountId: widget.accountId });
    await until('it stands', async () => (await chatOf(id)).unread === 1);
    await mailUnread(stage.app, never);
    await until('it left', async () => mail.to('eve@customer.example').length === 1);
  });

  it('keeps order and puts nothing in twice, whoever writes at the same moment', async () => {
    const random = randomFrom(SEED);
    const who = await stage.visitor({}, widget);
    const { message } = (await who.say('begin')).body;
    const rooms = chatRooms(stage.app);
    const keys = Array.from({ length: 8 }, (_, at) => `message-${SEED}-${at}`);
    const put = (key: string) =>
      rooms.put({ key, rootExternalId: message.id, text: key, author: 'Ana', fileIds: [] });
    const say = (key: string) => who.say(key, { clientId: key });
    const wishes = keys.flatMap((key) => [() => put(key), () => put(key), () => say(key), () => say(key)]);
    await Promise.all(shuffled(random, wishes).map((wish) => wish()));
    const { messages } = (await who.get('/messages')).body as {
      messages: { seq: number; text: string; from: string }[];
    };
    assert.deepEqual(
      messages.map(({ seq }) => seq),
      Array.from({ length: 17 }, (_, at) => at + 1),
    );
    const said = (from: string) =>
      messages.flatMap((one) => (one.from === from && one.text !== 'begin' ? one.text : [])).sort();
    assert.deepEqual([said('agent'), said('visitor')], [keys, keys]);
    for (const key of keys) assert.equal(typeof (await rooms.find(key)), 'string');
    assert.equal(await rooms.find('never sent'), undefined, 'absent is certain');
    const nowhere = { key: 'x', rootExternalId: 'gone', text: 'x', author: null, fileIds: [] };
    assert.equal(await rooms.put(nowhere), undefined);
  });
});
