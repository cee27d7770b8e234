/** Approval refused and corrected: a newcomer's reply is rejected by the lead in the console and written anew by the newcomer in his, approved there and, on a phone without scripts, by somebody by link; it leaves once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Dispatcher } from '#platform/outbox/index.ts';
import { matcherPort, ownAccountsPort } from '#listen/intake/index.ts';
import { inboxFeature, tellFollowers } from '#respond/inbox/index.ts';
import { promisesFeature } from '#respond/promises/index.ts';
import { wholeServer } from '../../src/main/testing/whole-server.ts';
import { deskOf } from '../../src/respond/approvals/testing/http.ts';
import { passHold } from '../../src/respond/approvals/testing/wire.ts';
import { BRAND } from '../../src/respond/inbox/testing/company.ts';
import { FakeReplies } from '../../src/respond/replies/testing/fake-replies.ts';
import { until } from '../helpers/app.ts';
import type { Browser } from '../helpers/browser.ts';
import { buildScreens } from '../helpers/chromium.ts';
import { openSeats, type Seat, type Seats } from '../helpers/seats.ts';
import { TEST_ORIGIN } from '../helpers/server.ts';
import { approveIt, changeIt, readRefusal, refuse, writeAnew } from './approval-screens.ts';

const PHONE = { width: 390, height: 844 };
const stopping = new AbortController();
let whole: Awaited<ReturnType<typeof wholeServer>>;
let desk: Awaited<ReturnType<typeof openDesk>>;
let dispatcher: Dispatcher;
let seats: Seats;
let leadSeat: Seat;
let agentSeat: Seat;

/** The whole program, with a network that is none. */
async function openDesk() {
  const network = new FakeReplies();
  const replies = new Map([['bluesky', network.connector]]);
  const connectors = { sources: new Map(), replies, profiles: new Map(), lineParsers: new Map() };
  whole = await wholeServer({ mailFrom: 'care@acme.example' }, connectors);
  const { app } = whole;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_brand', toInbox: true }] });
  app.provide(ownAccountsPort, { externalIds: () => new Set([BRAND]) });
  for (const feature of [inboxFeature, promisesFeature]) feature.subscribe?.(app);
  return deskOf(whole, network);
}

before(async () => {
  await buildScreens();
  desk = await openDesk();
  dispatcher = new Dispatcher(desk.app, stopping.signal, { pollMs: 50 });
  seats = await openSeats(desk.server);
  [leadSeat, agentSeat] = [await seats.seat(desk.lead), await seats.seat(desk.agent)];
});
after(async () => {
  await seats?.close();
  stopping.abort();
  await dispatcher?.stopped();
  await whole.close();
});

async function ok(asked: ReturnType<Browser['get']>) {
  const { status, body } = await asked;
  assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
  return body;
}
const seenOf = ({ round, step, chosen, offered }: Awaited<ReturnType<typeof ok>>) => ({
  round,
  step,
  hash: chosen ?? offered[0].hash,
});
const standing = () =>
  [...desk.network.standing.values()].map(({ reply, times }) => `${times} × ${reply.text}`);
const stateOf = async (replyId: string) =>
  (await ok(desk.agent.get(`/api/v1/replies/${replyId}`))).state as string;

async function setUp(): Promise<void> {
  const { lead } = desk;
  const target = { first: 30, next: 60, resolution: null };
  const targets = [target, target, target, target];
  await ok(
    lead.post('/api/v1/promises/policies', {
      name: 'Half an hour',
      isOn: true,
      terms: { targets, within: 'always' },
    }),
  );
  await ok(lead.put('/api/v1/approvals/settings', { isOn: true, needed: 1 }));
  const legal = { kind: 'mail', address: 'lena@firm.example', name: 'Lena Law' };
  await ok(
    lead.post('/api/v1/approvals/policies', {
      name: 'Money',
      isOn: true,
      condition: { version: 1, when: { fact: 'reply.amount', op: 'at-least', value: 10 } },
      terms: { steps: [{ name: 'Legal', need: 'any', who: [legal] }], linkShows: 'answered' },
    }),
  );
}

test('approval refused and corrected', async (t) => {
  const { lead, agent, network, app } = desk;
  await setUp();
  const first = await desk.ask('Not our fault');
  const conversation = () => ok(agent.get(`/api/v1/inbox/${first.conversationId}`));

  await t.test('the reply of a newcomer waits, and the customer’s promise runs on', async () => {
    assert.deepEqual([first.status, first.reply.state], [202, 'waiting']);
    while (await tellFollowers(app));
    const row = await conversation();
    assert.deepEqual([row.outgoing, row.status, row.draft], ['waiting', 'open', null]);
    assert.deepEqual([row.promise.kind, row.promise.isPaused], ['first', false]);
    const { items } = await ok(lead.get('/api/v1/approvals?list=decide'));
    assert.deepEqual([items.length, items[0].promise.kind], [1, 'first']);
    assert.match((await ok(lead.get('/api/v1/notices'))).items[0].title, /waits for your approval/);
    assert.equal(
      (await ok(agent.get('/api/v1/replies?state=waiting'))).items.length,
      1,
      'the outbox shows it',
    );
    assert.equal(network.sends, 0);
  });

  await t.test('the lead rejects it with a reason; its words are in the draft', async () => {
    const reason = 'Say what we do about it';
    await refuse(leadSeat, 'Not our fault', reason);
    assert.deepEqual(
      [(await conversation()).draft, await stateOf(first.reply.id)],
      ['Not our fault', 'cancelled'],
    );
    const told = (await ok(agent.get('/api/v1/notices'))).items[0];
    assert.match(`${told.title} ${told.text}`, /rejected your reply Say what we do/);
    await readRefusal(agentSeat, { title: told.title, words: 'Not our fault', reason });
  });

  let reply: { id: string };
  const approval = async () => {
    const { items } = await ok(agent.get(`/api/v1/inbox/${first.conversationId}/approvals`));
    return items.find((one: { replyId: string }) => one.replyId === reply.id);
  };

  await t.test(
    'written anew, it needs the lead and the lawyer; a late edit begins everything again',
    async () => {
      await writeAnew(agentSeat, 'You get 40 € back');
      const { items } = await ok(agent.get('/api/v1/replies?state=waiting'));
      [reply] = items;
      const asked = await approval();
      assert.deepEqual(
        asked.steps.map(({ name }: { name: string }) => name),
        ['Second person', 'Legal'],
      );
      const old = seenOf(asked);
      await ok(lead.post(`/api/v1/approvals/${asked.id}/approve`, old));
      await changeIt(agentSeat, '40 € are yours');
      assert.equal((await approval()).step, 0);
      const late = await lead.post(`/api/v1/approvals/${asked.id}/approve`, old);
      assert.deepEqual([late.status, late.body.error.code], [409, 'approval.changed']);
      await approveIt(leadSeat, '40 € are yours');
      assert.deepEqual([(await approval()).step, network.sends], [1, 0]);
    },
  );

  await t.test('the lawyer approves on a phone without scripts, once', async () => {
    const link = (await approval()).links.findLast(({ state }: { state: string }) => state === 'open');
    const { url } = await ok(lead.post(`/api/v1/approval-links/${link.id}/show`));
    const browser = leadSeat.page.context().browser()!;
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(TEST_ORIGIN + new URL(url).pathname);
    assert.match(await page.innerText('main'), /Dear Lena Law[\s\S]*40 € are yours/);
    assert.ok((await page.locator('main').boundingBox())!.width <= PHONE.width, 'it fits the phone');
    await page.getByRole('button', { name: 'Approve' }).click();
    assert.match(await page.innerText('main'), /You approved the reply/);
    await page.goto(TEST_ORIGIN + new URL(url).pathname);
    assert.match(await page.innerText('main'), /You have decided already/);
    await context.close();
  });

  await t.test('it leaves once, the customer waits no more, and the history tells it all', async () => {
    await passHold(app);
    await until('it stands', async () => (await stateOf(reply.id)) === 'sent');
    assert.deepEqual(standing(), ['1 × 40 € are yours']);
    const row = await conversation();
    assert.deepEqual([row.outgoing, row.waitingSince], ['none', null]);
    const told = row.activity.map(({ text }: { text: string }) => text).join('\n');
    for (const words of [
      'waits for an approval',
      'rejected the reply: Say what we do about it',
      'changed the reply',
      'approved the reply',
    ])
      assert.ok(told.includes(words), `${words} in ${told}`);
  });

  await t.test('what was approved while everything is suspended is held all the same', async () => {
    const { id } = await ok(
      lead.post('/api/v1/outbox/suspensions', { scope: 'everything', target: null, reason: 'Wrong prices' }),
    );
    const { approval: asked, reply: held } = await desk.ask('We look now', { approval: {} });
    const why = asked.reasons.map(({ kind }: { kind: string }) => kind);
    assert.deepEqual(why, ['wanted'], 'one approved as written made the newcomer trusted');
    await ok(lead.post(`/api/v1/approvals/${asked.id}/approve`, seenOf(asked)));
    await passHold(app);
    await until('it is held', async () => (await stateOf(held.id)) === 'held');
    await ok(lead.post(`/api/v1/outbox/suspensions/${id}/end`));
    assert.equal(await stateOf(held.id), 'held');
    assert.deepEqual(standing(), ['1 × 40 € are yours']);
  });
});
