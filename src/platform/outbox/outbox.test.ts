import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import {
  cancelOut,
  confirmOutAbsent,
  confirmOutSent,
  enqueueOut,
  type OutRow,
  readOut,
  retryOut,
} from './index.ts';
import { type Sender, sendersOf } from './senders.ts';
import { FakeNetwork, type Faults, NO_FAULTS, seeded } from './testing/fake-network.ts';
import { startProcess } from './testing/process.ts';

let test_: TestApp;
before(async () => {
  test_ = await createTestApp();
});
after(() => test_.close());

const FAST = { leaseMs: 400, pollMs: 100, graceMs: 500 };
let channels = 0;

/** A dispatcher on a channel of its own with a network behind it. */
async function open(
  faults: Partial<Faults> = {},
  options: { settleMs?: number; latencyMs?: number; limits?: object; extra?: Partial<Sender> } = {},
) {
  const { app } = test_;
  const channel = `test.${channels++}`;
  const network = new FakeNetwork({
    random: seeded(7),
    latencyMs: options.latencyMs ?? 5,
    lagMs: 10,
    faults: { ...NO_FAULTS, ...faults },
  });
  const changes: string[] = [];
  const limits = { maxAttempts: 8, maxChecks: 3, retryMs: 10, maxAgeMs: 1e9, ...options.limits };
  const sender = network.sender(options.settleMs ?? 60, {
    changed: async (row) => void changes.push(row.state),
    ...options.extra,
  });
  const process = await startProcess(app, test_.databaseUrl, channel, sender, { ...FAST, limits });
  const put = (key: string, more: { lane?: string; sequence?: string; sendAt?: Date } = {}) =>
    app.db.transaction(() =>
      enqueueOut(app, { channel, lane: `${channel}:ana`, key, payload: { text: key }, ...more }),
    );
  const stateOf = async (row: OutRow) => (await readOut(app, [row.id]))[0]!.state;
  const reaches = (row: OutRow, state: string) =>
    until(`${row.key} is ${state}`, async () => (await stateOf(row)) === state);
  return { app, network, process, put, stateOf, reaches, changes, channel };
}

test('a row leaves at once and keeps its receipt', async () => {
  const { app, process, put, reaches, changes } = await open();
  const start = performance.now();
  const row = await put('k1');
  await reaches(row, 'sent');
  assert.ok(performance.now() - start < 4000, `took ${performance.now() - start} ms`);
  const [sent] = await readOut(app, [row.id]);
  assert.deepEqual(sent!.receipt, { key: 'k1' });
  assert.ok(sent!.sentAt);
  assert.deepEqual(changes, ['sent']);
  await process.stop();
});

test('the same key is queued once, however often it is asked for', async () => {
  const { network, process, put, reaches } = await open();
  const rows = await Promise.all(Array.from({ length: 10 }, () => put('same')));
  assert.equal(new Set(rows.map((row) => row.id)).size, 1);
  await reaches(rows[0]!, 'sent');
  assert.equal(network.countOf('same'), 1);
  await process.stop();
});

test('a row of a transaction that fails never leaves', async () => {
  const { app, network, process, put, reaches, channel } = await open();
  await assert.rejects(
    app.db.transaction(async () => {
      await enqueueOut(app, { channel, lane: 'x', key: 'undone', payload: {} });
      throw new Error('changed my mind');
    }),
  );
  await reaches(await put('kept'), 'sent');
  assert.equal(network.countOf('undone'), 0);
  await process.stop();
});

test('an answer that is lost is read back, not sent again', async () => {
  const { network, process, put, reaches } = await open({ lostAfter: 1 });
  const row = await put('k');
  await reaches(row, 'sent');
  assert.equal(network.countOf('k'), 1);
  assert.equal(network.calls, 1);
  await process.stop();
});

test('what the network holds back and delivers late goes out once, where its row asks for that time', async () => {
  const { network, process, put, reaches } = await open(
    {},
    {
      settleMs: 5,
      extra: {
        settleMsOf: ({ key }) => (key === 'held back' ? 400 : 5),
        async send({ key }) {
          const arrive = () =>
            network.arrived.push({ key, at: performance.now(), seenAt: performance.now() });
          setTimeout(arrive, 150);
          throw new Error('no answer in time');
        },
      },
    },
  );
  await reaches(await put('held back'), 'sent');
  assert.equal(network.countOf('held back'), 1);
  await process.stop();
});

test('a request that is lost is sent again after the network confirmed that it is absent', async () => {
  const { app, network, process, put, reaches } = await open({ lostBefore: 1 });
  const row = await put('k');
  await until('the first attempt is over', async () => (await readOut(app, [row.id]))[0]!.problem !== null);
  network.faults = NO_FAULTS;
  await reaches(row, 'sent');
  assert.equal(network.countOf('k'), 1);
  assert.equal((await readOut(app, [row.id]))[0]!.problem, null);
  await process.stop();
});

test('a network that cannot tell leaves it uncertain, and a person decides', async () => {
  const { app, network, process, put, reaches, stateOf } = await open(
    { lostAfter: 1, blind: 1 },
    { settleMs: 15 },
  );
  const stands = await put('stands');
  await reaches(stands, 'uncertain');
  await assert.rejects(retryOut(app, systemActor, stands.id), { code: 'outbox.wrong_state' });
  await confirmOutSent(app, systemActor, stands.id, { url: 'https://example.org/1' });
  assert.equal(await stateOf(stands), 'sent');
  await assert.rejects(confirmOutAbsent(app, systemActor, stands.id), { code: 'outbox.wrong_state' });
  const missing = await put('missing');
  await reaches(missing, 'uncertain');
  network.faults = NO_FAULTS;
  await confirmOutAbsent(app, systemActor, missing.id);
  await reaches(missing, 'sent');
  await process.stop();
});

test('a final no fails with its reason and can be tried again with the same key', async () => {
  const { app, network, process, put, reaches } = await open({ refused: 1 });
  const row = await put('k');
  await reaches(row, 'failed');
  assert.equal((await readOut(app, [row.id]))[0]!.problem, 'blocked');
  network.faults = NO_FAULTS;
  await retryOut(app, systemActor, row.id);
  await reaches(row, 'sent');
  assert.equal(network.countOf('k'), 1);
  await process.stop();
});

test('a refusal after an attempt in doubt is believed only after a read-back', async () => {
  const { network, process, put, reaches } = await open({ lostAfter: 1, blind: 0 }, { settleMs: 1 });
  // The first read-back comes too early and says absent; the network then refuses the double.
  const row = await put('k');
  await until('the first attempt arrived', () => network.countOf('k') === 1);
  network.faults = { ...NO_FAULTS, refused: 1 };
  await reaches(row, 'sent');
  assert.equal(network.countOf('k'), 1);
  await process.stop();
});

test('attempts that all vanish end as failed, with what was tried', async () => {
  const { app, network, process, put, reaches } = await open(
    { lostBefore: 1 },
    { settleMs: 5, limits: { maxAttempts: 3, retryMs: 1 } },
  );
  const row = await put('k');
  await reaches(row, 'failed');
  assert.equal(network.calls, 3);
  assert.match((await readOut(app, [row.id]))[0]!.problem!, /3 attempts/);
  await process.stop();
});

test('a retry never forgets what was tried: on a network without keys nothing stands twice', async () => {
  const { app, network, process, put, reaches } = await open({ lostAfter: 1, blind: 1 });
  const row = await put('k9');
  await reaches(row, 'uncertain');
  const [before] = await readOut(app, [row.id]);
  // The person did not see it, though it stands; the network can tell again by now.
  network.faults = { ...NO_FAULTS };
  await confirmOutAbsent(app, systemActor, row.id);
  await reaches(row, 'sent');
  const [after] = await readOut(app, [row.id]);
  assert.equal(network.countOf('k9'), 1);
  assert.deepEqual([after!.attempts, after!.retries], [before!.attempts + 1, 1]);
  await process.stop();
});

test('a refusal after a retry is believed only after a read-back, and attempts never decrease', async () => {
  const { app, network, process, put, reaches } = await open({ lostAfter: 1, blind: 1 });
  const row = await put('k10');
  await reaches(row, 'uncertain');
  let calls = 0;
  // It refuses what it has, and says so only when it is asked the second time.
  network.faults = { ...NO_FAULTS, refused: 1 };
  const sender = sendersOf(process.app).get(row.channel)!;
  const { readBack } = sender;
  sender.readBack = async (asked, signal) => (++calls === 1 ? { state: 'unknown' } : readBack(asked, signal));
  await confirmOutAbsent(app, systemActor, row.id);
  await reaches(row, 'sent');
  assert.deepEqual([network.countOf('k10'), calls], [1, 2]);
  await process.stop();
});

test('a person may try again as often as they like, with the full number of attempts each time', async () => {
  const { app, network, process, put, reaches } = await open(
    { lostBefore: 1 },
    { limits: { maxAttempts: 2 } },
  );
  const row = await put('k11');
  for (let round = 1; round <= 3; round++) {
    await reaches(row, 'failed');
    const [failed] = await readOut(app, [row.id]);
    assert.deepEqual([failed!.attempts, failed!.retries], [round * 2, round - 1]);
    await retryOut(app, systemActor, row.id);
  }
  await reaches(row, 'failed');
  assert.equal(network.countOf('k11'), 0);
  await process.stop();
});

test('a limit holds the whole lane back, other lanes go on', async () => {
  const { network, process, put, reaches } = await open({ postponed: 1 });
  const first = await put('a');
  await until('the limit was met', () => network.calls > 0);
  network.faults = NO_FAULTS;
  const other = await put('b', { lane: 'other' });
  await reaches(other, 'sent');
  await reaches(first, 'sent');
  await process.stop();
});

test('one call at a time within a lane, in order', async () => {
  const { network, process, put, reaches } = await open({}, { latencyMs: 20 });
  const rows: OutRow[] = [];
  for (let i = 0; i < 12; i++) rows.push(await put(`k${String(i).padStart(2, '0')}`));
  await Promise.all(rows.map((row) => reaches(row, 'sent')));
  assert.equal(network.mostUnderWay, 1);
  assert.deepEqual(
    network.arrived.map((entry) => entry.key),
    rows.map((row) => row.key),
  );
  await process.stop();
});

test('in a sequence nothing overtakes a row in doubt; the rest of the lane goes on', async () => {
  const { network, process, put, reaches, stateOf } = await open({ lostAfter: 1 }, { settleMs: 300 });
  const doubtful = await put('1', { sequence: 'conv_a' });
  await until('it arrived', () => network.arrived.length === 1);
  network.faults = NO_FAULTS;
  const next = await put('2', { sequence: 'conv_a' });
  const elsewhere = await put('3', { sequence: 'conv_b' });
  await reaches(elsewhere, 'sent');
  assert.equal(await stateOf(next), 'ready');
  await reaches(next, 'sent');
  assert.equal(await stateOf(doubtful), 'sent');
  await process.stop();
});

test('a row can be cancelled until it leaves, and leaves no earlier than asked', async () => {
  const { app, network, process, put, stateOf, reaches } = await open();
  const later = await put('later', { sendAt: new Date(Date.now() + 3_600_000) });
  const soon = await put('soon', { sendAt: new Date(Date.now() + 1500) });
  await reaches(await put('now'), 'sent');
  assert.equal(await stateOf(soon), 'ready');
  await cancelOut(app, systemActor, later.id);
  await reaches(soon, 'sent');
  assert.equal(await stateOf(later), 'cancelled');
  await assert.rejects(cancelOut(app, systemActor, soon.id), { code: 'outbox.wrong_state' });
  await assert.rejects(cancelOut(app, systemActor, 'out_nothing'), { code: 'outbox.not_found' });
  assert.equal(network.countOf('later'), 0);
  await process.stop();
});

test('a stop finishes calls under way and takes nothing new', async () => {
  const { network, process, put, stateOf } = await open({}, { latencyMs: 120 });
  const rows = await Promise.all([1, 2, 3].map((n) => put(`k${n}`, { lane: `lane${n}` })));
  await until('calls are under way', () => network.callsUnderWay > 0);
  await process.stop();
  const states = await Promise.all(rows.map(stateOf));
  assert.equal(network.callsUnderWay, 0);
  assert.deepEqual(
    states.filter((state) => state === 'sending'),
    [],
  );
});
