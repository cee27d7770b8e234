import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { type Actor, systemActor } from '#platform/app/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import {
  cancelOut,
  discardHeld,
  enqueueOut,
  holdAgain,
  listHeld,
  listSuspensions,
  type OutRequest,
  type OutRow,
  readOut,
  registerSender,
  resume,
  sendHeld,
  suspend,
  suspensionOf,
  suspensionTargetsPort,
} from './index.ts';
import { claimReady } from './store.ts';
import { FakeNetwork, NO_FAULTS, seeded } from './testing/fake-network.ts';
import { type FakeProcess, startProcess } from './testing/process.ts';

const CHANNEL = 'post.petrel';
const network = new FakeNetwork({ random: seeded(7), latencyMs: 2, lagMs: 5, faults: NO_FAULTS });
const cancelled: string[] = [];
const changes: string[] = [];
const sender = {
  ...network.sender(40, { changed: async (row) => void changes.push(`${row.key} ${row.state}`) }),
  cancelled: async (row: OutRow, actor: Actor) => void cancelled.push(`${row.key} by ${actor.name}`),
  describe: async (row: OutRow) => ({ title: `Post ${row.key}`, text: 'Hello', link: '/outbox' }),
};
const FAST = { leaseMs: 400, pollMs: 50, graceMs: 500 };

let place: TestApp;
let dispatcher: FakeProcess | undefined;
before(async () => {
  place = await createTestApp();
  registerSender(place.app, CHANNEL, sender);
  place.app.provide(suspensionTargetsPort, {
    list: async () => [
      { scope: 'network', target: 'petrel', label: 'Petrel' },
      { scope: 'account', target: 'ana', label: '@ana' },
      { scope: 'campaign', target: 'spring', label: 'Spring sale' },
    ],
  });
});
after(() => place.close());
beforeEach(() => {
  changes.length = 0;
  cancelled.length = 0;
});
afterEach(async () => {
  await dispatcher?.stop();
  dispatcher = undefined;
  await place.app.db.query('delete from outbox_rows');
  await place.app.db.query('delete from outbox_suspensions');
});

const start = async () =>
  void (dispatcher = await startProcess(place.app, place.databaseUrl, CHANNEL, sender, FAST));
const put = (key: string, more: Partial<OutRequest> = {}) =>
  place.app.db.transaction(() =>
    enqueueOut(place.app, { channel: CHANNEL, lane: 'ana', key, payload: {}, ...more }),
  );
const stateOf = async (row: OutRow) => (await readOut(place.app, [row.id]))[0]!.state;
const reaches = (row: OutRow, state: string) =>
  until(`${row.key} is ${state}`, async () => (await stateOf(row)) === state);
const everything = { scope: 'everything', target: null, reason: 'wrong prices went out' } as const;

test('what falls due while everything is suspended is held, and leaves only when a person says so', async () => {
  await start();
  const { id } = await suspend(place.app, systemActor, everything);
  const rows = [await put('h1'), await put('h2'), await put('h3')];
  for (const row of rows) await reaches(row, 'held');
  const ended = await resume(place.app, systemActor, id);
  assert.deepEqual([ended.held, ended.endedBy], [3, systemActor.name]);
  // Whatever comes now leaves; what was held does not follow it.
  await reaches(await put('h4'), 'sent');
  assert.deepEqual(await Promise.all(rows.map(stateOf)), ['held', 'held', 'held']);
  assert.deepEqual(
    (await listHeld(place.app, { limit: 2 })).items.map(({ title, reason, isSuspended }) => [
      title,
      reason,
      isSuspended,
    ]),
    [
      ['Post h1', 'wrong prices went out', false],
      ['Post h2', 'wrong prices went out', false],
    ],
  );
  await sendHeld(place.app, systemActor, [rows[0]!.id]);
  await discardHeld(place.app, systemActor, [rows[1]!.id]);
  await cancelOut(place.app, systemActor, rows[2]!.id);
  await reaches(rows[0]!, 'sent');
  assert.deepEqual(cancelled, [`h2 by ${systemActor.name}`, `h3 by ${systemActor.name}`]);
  assert.deepEqual(
    ['h1', 'h2', 'h3'].map((key) => network.countOf(key)),
    [1, 0, 0],
  );
  assert.ok(changes.includes('h1 held') && changes.includes('h1 sent'));
});

test('what falls due in a suspension that no dispatcher saw is held all the same', async () => {
  const { id } = await suspend(place.app, systemActor, everything);
  const row = await put('unseen');
  await resume(place.app, systemActor, id);
  await start();
  await reaches(await put('later'), 'sent');
  assert.equal(await stateOf(row), 'held');
});

test('what is due after the suspension leaves by itself at its time', async () => {
  await start();
  const { id } = await suspend(place.app, systemActor, everything);
  const row = await put('planned', { sendAt: new Date(Date.now() + 1200) });
  await resume(place.app, systemActor, id);
  await reaches(row, 'sent');
});

test('a network, an account or a campaign is suspended alone', async () => {
  await start();
  await suspend(place.app, systemActor, { scope: 'account', target: 'ana', reason: 'hacked' });
  await suspend(place.app, systemActor, { scope: 'campaign', target: 'spring', reason: 'mourning' });
  const byAna = await put('ana');
  const spring = await put('spring', { lane: 'ben', campaign: 'spring' });
  await reaches(await put('ben', { lane: 'ben', campaign: 'autumn' }), 'sent');
  await reaches(byAna, 'held');
  await reaches(spring, 'held');
  assert.equal((await suspensionOf(place.app, { network: 'petrel', lane: 'ana' }))?.reason, 'hacked');
  assert.equal(await suspensionOf(place.app, { network: 'petrel', lane: 'ben' }), undefined);
  await suspend(place.app, systemActor, { scope: 'network', target: 'petrel', reason: 'down' });
  await reaches(await put('ben2', { lane: 'ben' }), 'held');
  assert.equal((await suspensionOf(place.app, { network: 'petrel', lane: 'ben' }))?.reason, 'down');
});

test('held messages do not leave while anything that covers them is suspended, not one of many', async () => {
  await start();
  await suspend(place.app, systemActor, { scope: 'account', target: 'ana', reason: 'hacked' });
  const [a, b] = [await put('a'), await put('b')];
  await reaches(a, 'held');
  await reaches(b, 'held');
  await assert.rejects(sendHeld(place.app, systemActor, [a.id, b.id]), { code: 'outbox.suspended' });
  const { id } = await suspend(place.app, systemActor, everything);
  const [, first] = await listSuspensions(place.app);
  await resume(place.app, systemActor, first!.id);
  await assert.rejects(sendHeld(place.app, systemActor, [a.id]), { code: 'outbox.suspended' });
  await resume(place.app, systemActor, id);
  assert.equal((await sendHeld(place.app, systemActor, [a.id, b.id])).length, 2);
  await reaches(a, 'sent');
  await reaches(b, 'sent');
  await assert.rejects(sendHeld(place.app, systemActor, [a.id]), { code: 'outbox.wrong_state' });
});

test('a later message of the same conversation does not overtake a held one, unless a person lets it', async () => {
  await start();
  const { id } = await suspend(place.app, systemActor, everything);
  const first = await put('first', { sequence: 'talk' });
  await reaches(first, 'held');
  await resume(place.app, systemActor, id);
  const [second, third, elsewhere] = [
    await put('second', { sequence: 'talk' }),
    await put('third', { sequence: 'talk' }),
    await put('elsewhere', { sequence: 'other' }),
  ];
  await reaches(elsewhere, 'sent');
  await reaches(second, 'held');
  await reaches(third, 'held');
  assert.deepEqual(
    (await listHeld(place.app, { limit: 9 })).items.map(({ reason }) => reason),
    Array.from({ length: 3 }, () => everything.reason),
  );
  await sendHeld(place.app, systemActor, [second.id]);
  await reaches(second, 'sent');
  await sendHeld(place.app, systemActor, [first.id, third.id]);
  await reaches(third, 'sent');
  assert.deepEqual([await stateOf(first), network.countOf('first')], ['sent', 1]);
  await reaches(await put('fourth', { sequence: 'talk' }), 'sent');
});

test('a discarding can be taken back; what was cancelled otherwise cannot be held', async () => {
  await suspend(place.app, systemActor, everything);
  const held = await put('held');
  await start();
  await reaches(held, 'held');
  await discardHeld(place.app, systemActor, [held.id]);
  await holdAgain(place.app, systemActor, [held.id]);
  assert.equal(await stateOf(held), 'held');
  const planned = await put('planned', { sendAt: new Date(Date.now() + 60_000) });
  await cancelOut(place.app, systemActor, planned.id);
  await assert.rejects(holdAgain(place.app, systemActor, [planned.id]), { code: 'outbox.wrong_state' });
});

test('the same is suspended once, an unknown target never, and an end happens once', async () => {
  const [one, two] = await Promise.allSettled([
    suspend(place.app, systemActor, everything),
    suspend(place.app, systemActor, everything),
  ]);
  assert.deepEqual([one.status, two.status].sort(), ['fulfilled', 'rejected']);
  await assert.rejects(suspend(place.app, systemActor, { scope: 'account', target: 'eve', reason: 'x' }), {
    code: 'outbox.target_unknown',
  });
  const [{ id } = { id: '' }] = await listSuspensions(place.app);
  const ends = await Promise.allSettled([
    resume(place.app, systemActor, id),
    resume(place.app, systemActor, id),
  ]);
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await suspend(place.app, systemActor, everything);
});

test('messages to our own people are not held', async () => {
  registerSender(place.app, 'alert.mail', { ...sender, isInternal: true });
  await suspend(place.app, systemActor, everything);
  const alert = await put('alert', { channel: 'alert.mail' });
  const reply = await put('reply');
  const lease = { owner: 'other', leaseMs: 1000 };
  const settle = new Map([
    ['alert.mail', 60],
    [CHANNEL, 60],
  ]);
  assert.deepEqual(
    (await claimReady(place.app, lease, settle, 10, ['alert.mail'])).map(({ key }) => key),
    ['alert'],
    'nobody has held the reply yet, and it is not claimed',
  );
  await suspend(place.app, systemActor, { scope: 'network', target: 'petrel', reason: 'also' });
  assert.deepEqual([await stateOf(alert), await stateOf(reply)], ['sending', 'held']);
});

test('a suspension that begins while an earlier call is read back keeps the message', async () => {
  const row = await put('slow');
  const { id } = await suspend(place.app, systemActor, everything);
  await resume(place.app, systemActor, id);
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const slow = {
    ...sender,
    readBack: async () => {
      asked.resolve();
      await gate.promise;
      return { state: 'absent' } as const;
    },
  };
  dispatcher = await startProcess(place.app, place.databaseUrl, CHANNEL, slow, FAST);
  await sendHeld(place.app, systemActor, [row.id]);
  await asked.promise;
  await suspend(place.app, systemActor, { ...everything, reason: 'stop' });
  gate.resolve();
  await reaches(row, 'held');
  assert.equal(network.countOf('slow'), 0);
});

test('a held message that cannot be told of keeps neither other messages nor our own people waiting', async () => {
  const broken = {
    ...sender,
    changed: async (row: OutRow) => {
      if (row.state === 'held') throw new Error('its feature is broken');
    },
  };
  await suspend(place.app, systemActor, { scope: 'account', target: 'ana', reason: 'hacked' });
  dispatcher = await startProcess(place.app, place.databaseUrl, CHANNEL, broken, FAST);
  const stuck = await put('stuck');
  await reaches(await put('other', { lane: 'ben' }), 'sent');
  assert.deepEqual([await stateOf(stuck), network.countOf('stuck')], ['ready', 0]);
});
