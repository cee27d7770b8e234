/**
 * "Never said twice, never lost without a word", with every connector's network failing in every way it can: replies leave through the
 * real outbox, two workers at a time, of which some are killed while their calls are under way.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { enqueueOut, type OutRow, readOut, registerSender, type Sender } from '#platform/outbox/index.ts';
import { type FakeProcess, startProcess } from '../../src/platform/outbox/testing/process.ts';
import type { OutboundReply } from '#connectors/kit/index.ts';
import { createTestApp, type TestApp, until } from '../helpers/app.ts';
import { pick, randomFrom } from '../helpers/random.ts';
import { type ReplyRig, replyRigs } from './reply-rigs.ts';
import { meaningOf, replyOn } from './replying.ts';

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const REPLIES = 6;
const KILLS = 5;
/** Longer than the fakes take, with room for a busy machine. */
const SETTLE_MS = 350;
const OPTIONS = {
  leaseMs: 400,
  pollMs: 40,
  graceMs: 100,
  maxCalls: 24,
  limits: { maxAttempts: 12, maxChecks: 3, retryMs: 10, maxAgeMs: 1e9 },
};

interface Trial {
  name: string;
  channel: string;
  rig: ReplyRig;
  replies: OutboundReply[];
  ids: string[];
}

const random = randomFrom(SEED);
let place: TestApp;
const trials: Trial[] = [];
const living: FakeProcess[] = [];

before(async () => {
  place = await createTestApp();
});
after(async () => {
  // Also after a failure: a worker that goes on would keep the process for ever.
  await Promise.all(living.map((worker) => worker.kill()));
  await Promise.all(trials.map(({ rig }) => rig.close()));
  await place.close();
});

describe('replies through the outbox while networks fail and workers die', () => {
  test(`none stands twice, none is lost without a word (SEED=${SEED})`, { timeout: 150_000 }, async () => {
    await openTrials();
    const start = () => startWorker();
    living.push(await start(), await start());
    for (let kill = 0; kill < KILLS; kill++) {
      await decideSome(kill);
      await new Promise((resolve) => setTimeout(resolve, pick(random, 120)));
      await living.splice(pick(random, living.length), 1)[0]!.kill();
      living.push(await start());
    }
    let open: OutRow[] = [];
    await until(
      'every reply has come to an end',
      async () => {
        const rows = await readOut(
          place.app,
          trials.flatMap(({ ids }) => ids),
        );
        open = rows.filter(({ state }) => !['sent', 'failed', 'uncertain'].includes(state));
        return open.length === 0;
      },
      110_000,
    ).catch((error: unknown) =>
      assert.fail(
        `${String(error)}: ${open.map(({ channel, problem }) => `${channel} ${problem}`).join('; ')}`,
      ),
    );
    for (const worker of living.splice(0)) await worker.stop();
    const figures = { replies: 0, sent: 0, failed: 0, uncertain: 0 };
    for (const trial of trials) await judge(trial, figures);
    process.stdout.write(
      `outbox: seed ${SEED}; ${trials.length} faults, ${KILLS} kills; ${JSON.stringify(figures)}\n`,
    );
  });
});

/** One network with one fault for each; and one of each without any. */
async function openTrials(): Promise<void> {
  const opening = Object.entries(replyRigs).map(async ([network, open]) => {
    const calm = await open();
    trials.push(trialOf(`${network}: nothing fails`, calm));
    await Promise.all(
      calm.faults.map(async ({ name }, index) => {
        const rig = await open();
        rig.faults[index]!.begin(0.6);
        trials.push(trialOf(`${network}: ${name}`, rig));
      }),
    );
  });
  await Promise.all(opening);
}

function trialOf(name: string, rig: ReplyRig): Trial {
  return { name, channel: `try.${trials.length}`, rig, replies: [], ids: [] };
}

async function startWorker(): Promise<FakeProcess> {
  const first = trials[0]!;
  const worker = await startProcess(place.app, place.databaseUrl, first.channel, senderOf(first), OPTIONS);
  for (const trial of trials) registerSender(worker.app, trial.channel, senderOf(trial));
  worker.dispatcher.wake();
  return worker;
}

/** As replies leave, but for the waits, which fit the fakes. */
function senderOf({ rig, replies }: Trial): Sender {
  const replyFor = (row: OutRow) => replies.find(({ key }) => key === row.key)!;
  return {
    settleMs: SETTLE_MS,
    callMs: 5000,
    async send(row, signal) {
      const { meaning, error, receipt } = await meaningOf(
        rig.connector.send(replyFor(row), rig.context(signal)),
      );
      const reason = String(error);
      if (meaning === 'unclear') throw error;
      if (meaning === 'sent') return { outcome: 'sent', receipt: { ...receipt } };
      return meaning === 'refused' ? { outcome: 'refused', reason } : { outcome: 'postponed', reason };
    },
    async readBack(row, signal) {
      const answer = await rig.connector.readBack(replyFor(row), rig.context(signal));
      return answer.state === 'present' ? { state: 'present', receipt: { ...answer.receipt } } : answer;
    },
  };
}

async function decideSome(kill: number): Promise<void> {
  const from = Math.floor((kill / KILLS) * REPLIES);
  const to = Math.floor(((kill + 1) / KILLS) * REPLIES);
  await Promise.all(
    trials.map(async ({ rig, channel, replies, ids }) => {
      for (let n = from; n < to; n++) {
        const reply = replyOn(rig);
        replies.push(reply);
        const lane = { lane: `${channel}.${n % 2}`, sequence: `${channel}.${n}` };
        ids.push((await enqueueOut(place.app, { channel, ...lane, key: reply.key, payload: {} })).id);
      }
    }),
  );
}

async function judge({ name, rig, replies, ids }: Trial, figures: Record<string, number>): Promise<void> {
  for (const row of await readOut(place.app, ids)) {
    figures['replies']! += 1;
    figures[row.state]! += 1;
    const count =
      rig.countOf?.(replies.find(({ key }) => key === row.key)!) ?? (row.state === 'sent' ? 1 : 0);
    const said = `${name}, seed ${SEED}: ${row.state} (${row.problem ?? ''}) and stands ${count} times`;
    assert.ok(count <= 1, said);
    if (row.state === 'sent') assert.equal(count, 1, said);
    if (row.state === 'failed') assert.equal(count, 0, said);
    if (row.state !== 'sent') assert.ok((row.problem ?? '').length > 20, `a person is told why: ${said}`);
    if (name.endsWith('nothing fails') && rig.countOf === undefined) assert.equal(row.state, 'sent', said);
  }
}
