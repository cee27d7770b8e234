/**
 * "A chat that goes on by mail": a visitor of the company's page asks in his browser, leaves, gets what an agent answers in the console by mail
 * through real servers, answers by mail, and finds everything in the chat when he comes back. And nothing that was acknowledged to a visitor is lost when the program is killed.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { chatFeature } from '#respond/chat/index.ts';
import { passHold } from '../../src/respond/approvals/testing/wire.ts';
import { settings } from '../../src/respond/chat/testing/stage.ts';
import { until as soon } from '../helpers/app.ts';
import { FRAME_FLAGS, openShop, type Shop } from '../helpers/chat-visitor.ts';
import { buildScreens } from '../helpers/chromium.ts';
import { becomeOwner, type Client } from '../helpers/client.ts';
import { ANN, BEN, type MailDesk, openMailDesk, until } from '../helpers/mail-desk.ts';
import { whyNoMailServers } from '../helpers/mail-servers.ts';
import { freePort, type Program, startProgram, temporaryData } from '../helpers/program.ts';
import { randomFrom } from '../helpers/random.ts';
import { openSeats, type Seats } from '../helpers/seats.ts';
import { TEST_ORIGIN } from '../helpers/server.ts';
import { answersGone, answersThere, asks, leaves, readsBack, returns } from './chat-screens.ts';

const missing = whyNoMailServers();
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);

describe('chat goes on by mail, against Postfix and Dovecot', { skip: missing ?? false }, () => {
  let desk: MailDesk;
  let seats: Seats;
  let shop: Shop;
  const chat = { url: TEST_ORIGIN, widget: '' };
  before(async () => {
    await buildScreens();
    desk = await openMailDesk();
    shop = await openShop(() => chat);
    const { agent, rapport } = desk;
    await rapport.app.jobs.work(chatFeature.jobs!(rapport.app), []);
    const accounts = (await agent.get('/api/v1/brand/accounts')).body.items as {
      id: string;
      network: string;
    }[];
    const mailAccountId = accounts.find(({ network }) => network === 'mail')!.id;
    const wish = settings({
      mailAccountId,
      goneSeconds: 30,
      origins: [shop.address],
      askFirst: false,
      asksMail: 'required',
    });
    const made = await agent.post('/api/v1/chat-widgets', wish);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    chat.widget = made.body.id;
    seats = await openSeats(rapport.server, FRAME_FLAGS);
  });
  after(async () => {
    await seats?.close();
    shop?.close();
    await desk?.close();
  });

  const open = async (id: string) => (await desk.agent.get(`/api/v1/inbox/${id}`)).body;
  const theChat = async (): Promise<string> =>
    (await desk.agent.get('/api/v1/inbox?status=any&network=chat')).body.items[0].id;
  /** Nobody takes the words back, and they stand in the chat. */
  const stands = async (id: string, text: string) => {
    await passHold(desk.rapport.app);
    const said = async () => (await open(id)).thread.some((post: { text: string }) => post.text === text);
    await until('it stands in the chat', said);
  };
  /** A minute goes by without her. */
  const minute = async () => {
    await desk.rapport.app.db.query(`update chat_visits set seen_at = now() - interval '2 minutes'`);
    await desk.rapport.app.jobs.enqueue('chat.mail-unread', {});
  };

  it('asks in the chat, is answered by mail, answers by mail, and finds everything in the chat', async () => {
    const question = 'Which bulb fits the lamp Aurora?';
    const ann = await asks(seats, shop.address, question, ANN);
    const seat = await seats.seat(desk.agent);
    await answersThere(seat, question, ANN, 'Let me look.');
    const id = await theChat();
    await stands(id, 'Let me look.');
    await ann.frame.getByText('Let me look.').waitFor();
    await leaves(ann);
    await answersGone(seat, 'Please send us a photo of the socket.');
    await stands(id, 'Please send us a photo of the socket.');
    await minute();
    const [mail, ...more] = await desk.mailTo(ANN, 'photo of the socket');
    assert.deepEqual(more, []);
    assert.equal(desk.field(mail!, 'Subject'), 'Your chat with us');
    assert.equal(desk.field(mail!, 'In-Reply-To'), '');
    const replyTo = desk.field(mail!, 'Reply-To').replace(/.*<|>.*/g, '');
    assert.match(replyTo, /^help\+r[0-9a-z]{36}@shop\.example$/);
    await desk.servers.swaks({
      from: ANN,
      to: replyTo,
      subject: 'Something else',
      body: 'It says E27.\n\nOn Sunday, Shop Care wrote:\n> Please send us a photo',
      headers: {
        'In-Reply-To': desk.field(mail!, 'Message-ID'),
        'Message-Id': '<e27@customer.example>',
      },
    });
    await until('it is in the chat', async () => (await open(id)).thread.length === 4);
    const { thread, network, status } = await open(id);
    assert.deepEqual([thread.at(-1).text, network, status], ['It says E27.', 'chat', 'open']);
    await readsBack(seat, 'It says E27.');
    // Whoever else got hold of the address does not speak as her.
    await desk.servers.swaks({ from: BEN, to: replyTo, subject: 'Let me in', body: 'It is me, Ann.' });
    await desk.arrives('Let me in');
    assert.equal((await open(id)).thread.length, 4);
    await answersGone(seat, 'E27 it is: any bulb up to 60 watts.');
    await stands(id, 'E27 it is: any bulb up to 60 watts.');
    await minute();
    const [second] = await desk.mailTo(ANN, '60 watts');
    assert.equal(desk.field(second!, 'In-Reply-To'), '<e27@customer.example>');
    assert.equal(desk.field(second!, 'Subject'), 'Re: Your chat with us');
    assert.doesNotMatch(second!, /photo of the socket/, 'what she got once does not come again');
    assert.equal((await desk.mailTo(ANN, 'photo of the socket')).length, 1);
    assert.doesNotMatch(mail! + second!, /Let me look/, 'what she saw in the chat is in no mail');
    assert.deepEqual(await returns(ann, shop.address), [
      question,
      'Let me look.',
      'Please send us a photo of the socket.',
      'It says E27.',
      'E27 it is: any bulb up to 60 watts.',
    ]);
    const titles = (await desk.conversations()).map(({ title }) => title);
    assert.deepEqual(titles, ['Let me in'], 'no mail conversation beside the chat');
  });
});

describe(`a chat while the program is killed (SEED=${SEED})`, () => {
  let program: Program;
  let client: Client;
  let env: Record<string, string>;
  const closing: (() => Promise<unknown>)[] = [];
  const random = randomFrom(SEED);
  before(async () => {
    const folder = await temporaryData({ hasDatabase: true });
    closing.push(() => folder.remove());
    env = { RAPPORT_DATA: folder.path, PORT: String(await freePort()), LOG_LEVEL: 'fatal' };
    program = await startProgram(env);
    closing.push(() => program.end('SIGKILL'));
    client = await becomeOwner(program.url, program.ownerLink);
  });
  after(async () => {
    for (const close of closing.toReversed()) await close();
  });

  it('loses nothing that was acknowledged, and has nothing twice', async () => {
    const widget = await client.post('/chat-widgets', settings());
    const ask = async (path: string, body: unknown, token = ''): Promise<{ status: number; body: never }> => {
      const answer = await fetch(`${program.url}/api/v1/chat/${widget.id}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: (await answer.json()) as never };
    };
    const tokens = await Promise.all(
      Array.from({ length: 3 }, async () => ((await ask('/visits', {})).body as { token: string }).token),
    );
    const acknowledged = tokens.map(() => [] as string[]);
    /** Says up to `most` things, one after the other; tries what was not acknowledged until the line is dead. */
    const chatter = async (at: number, most: number) => {
      for (let next = acknowledged[at]!.length; next < most; next++) {
        const clientId = `visitor-${at}-${next}`;
        const answer = await ask('/messages', { clientId, text: clientId }, tokens[at]).catch(() => null);
        if (answer === null) return;
        assert.equal(answer.status, 200, JSON.stringify(answer.body));
        acknowledged[at]!.push(clientId);
      }
    };
    const talking = tokens.map((_, at) => chatter(at, 25));
    await soon('some are taken', () => acknowledged.flat().length >= 3 + Math.floor(random() * 12));
    await program.end('SIGKILL');
    await Promise.all(talking);
    const before = acknowledged.flat().length;
    program = await startProgram(env);
    const read = async (at: number): Promise<{ seq: number; text: string }[]> => {
      const answer = await fetch(`${program.url}/api/v1/chat/${widget.id}/messages`, {
        headers: { authorization: `Bearer ${tokens[at]}` },
      });
      return ((await answer.json()) as { messages: { seq: number; text: string }[] }).messages;
    };
    for (const [at, said] of acknowledged.entries())
      assert.deepEqual(
        (await read(at)).slice(0, said.length).map(({ text }) => text),
        said,
      );
    await Promise.all(tokens.map((_, at) => chatter(at, acknowledged[at]!.length + 3)));
    assert.equal(acknowledged.flat().length, before + 9);
    for (const [at, said] of acknowledged.entries()) {
      const messages = await read(at);
      assert.deepEqual(
        messages.map(({ seq, text }) => [seq, text]),
        said.map((text, place) => [place + 1, text]),
      );
    }
    const rows = (await client.get('/inbox?status=any&network=chat')).items as { postCount: number }[];
    assert.deepEqual(
      rows.map(({ postCount }) => postCount).sort((a, b) => a - b),
      acknowledged.map(({ length }) => length).sort((a, b) => a - b),
    );
  });
});
