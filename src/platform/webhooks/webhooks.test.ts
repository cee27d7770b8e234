import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { systemActor } from '#platform/app/index.ts';
import { Dispatcher, type OutRow, sendersOf, suspend } from '#platform/outbox/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { publishHook, registerHookTypes, registerWebhookSender } from './index.ts';
import { listLog, resend, tidyLog } from './log.ts';
import { outcomeOf } from './sender.ts';
import {
  addEndpoint,
  changeEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
  testEndpoint,
} from './service.ts';

interface Got {
  id: string;
  headers: Record<string, string>;
  body: string;
  message: { type: string; timestamp: string; data: Record<string, unknown> };
}

let place: TestApp;
let receiver: http.Server;
let url: string;
let answer: (body: string) => number = () => 204;
const got: Got[] = [];
const stop = new AbortController();
let running: Dispatcher;

before(async () => {
  receiver = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      got.push({ id: headers['webhook-id']!, headers, body, message: JSON.parse(body) as Got['message'] });
      response.writeHead(answer(body)).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/hook`;
  place = await createTestApp({ allowOutward: new Set([`127.0.0.1:${port}`]) });
  registerHookTypes(
    place.app,
    ['thing.made', 'thing.broken'].map((type) => ({ type, text: type, example: {} })),
  );
  registerWebhookSender(place.app);
  running = new Dispatcher(place.app, stop.signal, {
    pollMs: 20,
    // A machine that is busy for ten seconds must not cost the lease: what is then sent again, under the same id, is counted here.
    leaseMs: 300_000,
    limits: { maxAttempts: 8, maxChecks: 2, retryMs: 10, maxAgeMs: 60_000 },
  });
});
after(async () => {
  stop.abort();
  await running.stopped();
  receiver.close();
  await place.close();
});
afterEach(async () => {
  answer = () => 204;
  for (const { id } of await listEndpoints(place.app)) await removeEndpoint(place.app, systemActor, id);
  got.length = 0;
});

const add = (more: { types?: string[]; isOn?: boolean; url?: string } = {}) =>
  addEndpoint(place.app, systemActor, { name: 'Shop', url, types: ['thing.made'], isOn: true, ...more });
const tell = (type: string, data: Record<string, unknown> = {}) =>
  place.app.db.transaction(() => publishHook(place.app, { type, at: new Date(), data }));
const logOf = async (id: string) => (await listLog(place.app, id, { limit: 50 })).items;

test('an endpoint hears what it asked for, in order, signed so that the library of Standard Webhooks accepts it', async () => {
  const { secret } = await add();
  const all = await add({ types: ['*'] });
  for (let n = 0; n < 5; n++) await tell('thing.made', { n });
  await tell('thing.broken', { n: 5 });
  await until('eleven messages arrive', () => got.length === 11);
  const byFirst = got.filter(({ body, headers }) => {
    try {
      new Webhook(secret!).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  });
  assert.deepEqual(
    byFirst.map(({ message }) => [message.type, message.data['n']]),
    [0, 1, 2, 3, 4].map((n) => ['thing.made', n]),
  );
  const others = got.filter((one) => !byFirst.includes(one));
  assert.deepEqual(
    others.map(({ message }) => message.data['n']),
    [0, 1, 2, 3, 4, 5],
  );
  for (const { body, headers } of others) new Webhook(all.secret!).verify(body, headers);
  assert.equal(new Set(got.map(({ id }) => id)).size, 11);
  const [stored] = await place.app.db.query<{ secret: string }>('select secret from webhook_endpoints');
  assert.ok(!stored!.secret.includes(secret!.slice(6)), 'the secret is sealed');
});

test('what is rolled back is never told', async () => {
  await add();
  const failed = place.app.db.transaction(async () => {
    await publishHook(place.app, { type: 'thing.made', at: new Date(), data: { n: 'never' } });
    throw new Error('rolled back');
  });
  await assert.rejects(failed, /rolled back/);
  await tell('thing.made', { n: 'yes' });
  await until('the other arrives', () => got.length > 0);
  assert.deepEqual(
    got.map(({ message }) => message.data['n']),
    ['yes'],
  );
});

test('a receiver that is down is tried again with the same id, people are told once, and then that it is well again', async () => {
  const told: string[] = [];
  const offs = [
    place.app.bus.on('webhook.failing', ({ problem }) => void told.push(problem)),
    place.app.bus.on('webhook.recovered', () => void told.push('well')),
  ];
  const { id } = await add();
  answer = () => 503;
  await tell('thing.made', { n: 1 });
  await tell('thing.made', { n: 2 });
  await until('it was tried three times', () => got.length >= 3);
  assert.match((await listEndpoints(place.app))[0]!.problem!, /503/);
  answer = () => 200;
  await until('both are taken', async () => (await logOf(id)).every(({ state }) => state === 'sent'), 20_000);
  await until('people hear that it is well', () => told.includes('well'));
  offs.forEach((off) => off());
  assert.deepEqual(told, ['The receiver answered with 503.', 'well']);
  assert.equal(new Set(got.map((one) => one.id)).size, 2);
  assert.deepEqual((await listEndpoints(place.app))[0]!.problem, null);
});

test('a message that the receiver cannot digest is given up and does not hold up the next; it can be sent again', async () => {
  const { id } = await add();
  answer = (body) => (body.includes('poison') ? 422 : 200);
  await tell('thing.made', { n: 'poison' });
  await tell('thing.made', { n: 'fine' });
  await until('the second is taken', async () => (await logOf(id))[0]!.state === 'sent', 30_000);
  const [fine, poison] = await logOf(id);
  assert.deepEqual([poison!.state, poison!.attempts, fine!.status], ['failed', 5, 200]);
  assert.match(poison!.problem!, /422, 5 times/);
  answer = () => 200;
  assert.equal(await resend(place.app, systemActor, id, poison!.id), poison!.id);
  await until('it is taken', async () => (await logOf(id))[1]!.state === 'sent');
  const again = await resend(place.app, systemActor, id, fine!.id);
  assert.notEqual(again, fine!.id, 'a receiver ignores an id that it knows');
  await until('it arrives once more', () => got.some((one) => one.id === again));
  assert.deepEqual(got.find((one) => one.id === again)!.message.data, { n: 'fine' });
  await assert.rejects(resend(place.app, systemActor, id, 'msg_none'), { code: 'webhook.no_delivery' });
});

test('410 switches an endpoint off; switched on again it starts afresh', async () => {
  const { id } = await add();
  answer = () => 410;
  await tell('thing.made');
  await until('it is off', async () => !(await listEndpoints(place.app))[0]!.isOn);
  await tell('thing.made');
  assert.equal((await logOf(id)).length, 1, 'nothing more is put into its log');
  answer = () => 204;
  const wish = { name: 'Shop', url, types: ['*'], isOn: true };
  assert.equal((await changeEndpoint(place.app, systemActor, id, wish)).secret, null);
  assert.deepEqual((await listEndpoints(place.app))[0]!.problem, null);
  await tell('thing.broken');
  await until('it hears again', () => got.some(({ message }) => message.type === 'thing.broken'));
});

test('what waited for an endpoint that was switched off does not leave, and can be sent again', async () => {
  answer = () => 503;
  const { id } = await add();
  await tell('thing.made', { n: 'waiting' });
  await until('it was tried', () => got.length > 0);
  const input = { name: 'Shop', url, types: ['thing.made'] };
  await changeEndpoint(place.app, systemActor, id, { ...input, isOn: false });
  answer = () => 204;
  await until('it is given up', async () => (await logOf(id))[0]!.state === 'failed');
  const [given] = await logOf(id);
  assert.match(given!.problem!, /switched off/);
  got.length = 0;
  await changeEndpoint(place.app, systemActor, id, { ...input, isOn: true });
  await resend(place.app, systemActor, id, given!.id);
  await until('it arrives', () => got.length > 0);
  assert.equal(got[0]!.message.data['n'], 'waiting');
});

test('people hear once that a receiver wants nothing more, however much still waited for it', async () => {
  const told: boolean[] = [];
  const off = place.app.bus.on('webhook.failing', ({ isOff }) => void told.push(isOff));
  const { id } = await add();
  answer = () => 410;
  await place.app.db.transaction(async () => {
    for (let n = 0; n < 4; n++)
      await publishHook(place.app, { type: 'thing.made', at: new Date(), data: { n } });
  });
  await until('all are given up', async () => (await logOf(id)).every(({ state }) => state === 'failed'));
  await place.app.bus.publish('webhook.failing', { endpointId: id, name: '', problem: '', isOff: false });
  await until('all that was told is heard', () => told.includes(false));
  off();
  assert.deepEqual(told, [true, false]);
});

test('a call that we give up ourselves is no failure of the receiver', async () => {
  const { id } = await add();
  await testEndpoint(place.app, systemActor, id);
  await until('the trial is taken', async () => (await logOf(id))[0]!.state === 'sent');
  const [row] = await place.app.db.query<OutRow>('select key, lane, payload from outbox_rows');
  const sender = sendersOf(place.app).get('webhook.endpoint')!;
  await assert.rejects(sender.send(row!, AbortSignal.abort(new Error('the program is stopping'))));
  assert.equal((await listEndpoints(place.app))[0]!.failingSince, null);
});

test('after a change of the secret both are good for a day', async () => {
  const first = await add();
  const second = await rotateSecret(place.app, systemActor, first.id);
  assert.notEqual(first.secret, second.secret);
  assert.ok(second.formerUntil !== null);
  await testEndpoint(place.app, systemActor, first.id);
  await until('the trial arrives', () => got.length === 1);
  for (const secret of [first.secret!, second.secret!])
    new Webhook(secret).verify(got[0]!.body, got[0]!.headers);
  await place.app.db.query(`update webhook_endpoints set former_until = now() - interval '1 s'`);
  await testEndpoint(place.app, systemActor, first.id);
  await until('another one arrives', () => got.length === 2);
  new Webhook(second.secret!).verify(got[1]!.body, got[1]!.headers);
  assert.throws(() => new Webhook(first.secret!).verify(got[1]!.body, got[1]!.headers));
});

test('a trial reaches an endpoint that is off; a removed one gets nothing that still waited', async () => {
  const { id } = await add({ isOn: false });
  await tell('thing.made');
  await testEndpoint(place.app, systemActor, id);
  await until('the trial arrives', () => got.length === 1);
  assert.equal(got[0]!.message.type, 'webhook.test');
  answer = () => 503;
  await testEndpoint(place.app, systemActor, id);
  await until('it waits', async () => (await logOf(id))[0]!.attempts > 0);
  await removeEndpoint(place.app, systemActor, id);
  assert.deepEqual(await place.app.db.query('select id from outbox_rows'), []);
  await assert.rejects(testEndpoint(place.app, systemActor, id), { code: 'webhook.not_found' });
});

test('unknown types, inner addresses and suspensions', async () => {
  await assert.rejects(add({ types: ['thing.lost'] }), { code: 'webhook.type_unknown' });
  const inner = await add({ url: 'http://169.254.169.254/latest/meta-data' });
  await tell('thing.made');
  await until('it is refused', async () => (await logOf(inner.id))[0]?.problem !== null);
  assert.equal(got.length, 0);
  await add();
  await suspend(place.app, systemActor, { scope: 'everything', target: null, reason: 'trial' });
  await tell('thing.made');
  await until('our own programs hear all the same', () => got.length === 1);
});

test('the log forgets what is older than thirty days', async () => {
  const { id } = await add();
  for (let n = 0; n < 3; n++) await tell('thing.made');
  await until('all are taken', async () => (await logOf(id)).every(({ state }) => state === 'sent'));
  const [, , oldest] = await logOf(id);
  await place.app.db.query(`update webhook_deliveries set at = now() - interval '31 days' where id = $1`, [
    oldest!.id,
  ]);
  await tidyLog(place.app, new AbortController().signal);
  assert.equal((await logOf(id)).length, 2);
  assert.equal((await place.app.db.query('select id from outbox_rows')).length, 2);
});

test('what follows from a status', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const of = (status: number, attempts = 1, retryAfter?: string) =>
    outcomeOf(status, retryAfter, { attempts, attemptsBefore: 0 }, now).outcome;
  assert.deepEqual(
    [200, 204, 299].map((status) => of(status)),
    ['sent', 'sent', 'sent'],
  );
  assert.deepEqual(
    [301, 404, 500].map((status) => of(status)),
    ['postponed', 'postponed', 'postponed'],
  );
  assert.deepEqual(
    [301, 404, 429, 500].map((status) => of(status, 5)),
    ['postponed', 'refused', 'postponed', 'postponed'],
  );
  assert.equal(of(410), 'refused');
  for (const odd of ['Infinity', '1e300', '-5', 'soon', '']) {
    const wait = outcomeOf(429, odd, { attempts: 1, attemptsBefore: 0 }, now);
    const at = 'retryAt' in wait ? wait.retryAt : undefined;
    assert.ok(at === undefined || at.getTime() - now.getTime() <= 86_400_000, odd);
  }
  const later = outcomeOf(429, '120', { attempts: 1, attemptsBefore: 0 }, now);
  assert.equal('retryAt' in later && later.retryAt?.toISOString(), '2026-01-01T00:02:00.000Z');
});
