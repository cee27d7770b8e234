import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, afterEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createDb, type Db } from '#platform/db/index.ts';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import { createJobs, type Jobs } from './index.ts';
import type { LeaseTimes } from './lease.ts';

/** As in the program, but forty times faster. */
const TIMES: LeaseTimes = { beatMs: 100, giveUpMs: 500, deadMs: 1000 };
const LIFELINE = pathToFileURL(path.resolve(import.meta.dirname, '../../../bin/lifeline.mjs')).href;

const test = await createTestApp();
const { app } = test;
const ending: (() => Promise<unknown>)[] = [];
after(() => test.close());
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  await app.db.query('delete from graphile_worker._private_jobs');
});

/** A worker in a process of its own. */
async function startWorker(): Promise<{ child: ChildProcess; said: () => string }> {
  const script = path.join(import.meta.dirname, 'testing/worker-process.ts');
  const child = spawn(
    process.execPath,
    ['--import', LIFELINE, script, test.databaseUrl, JSON.stringify(TIMES)],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  ending.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  let said = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (said += text));
  await until('the other process works', () => said.includes('works'), 30_000);
  return { child, said: () => said };
}

/** A worker in this process, with connections of its own. */
async function workHere(ran: unknown[], isDone = true): Promise<{ jobs: Jobs; db: Db }> {
  const db = createDb({ url: test.databaseUrl, max: 4, log: app.log });
  const jobs = createJobs({ db, log: app.log, concurrency: 1, leaseTimes: TIMES });
  await jobs.work(
    {
      'test.hangs': async (payload, signal) => {
        ran.push(payload);
        if (!isDone) await app.clock.sleep(600_000, signal);
        if (signal.aborted) ran.push('gave up');
      },
    },
    [],
  );
  ending.push(async () => {
    await jobs.stop();
    await db.close();
  });
  return { jobs, db };
}

const beats = (count: number) => app.clock.sleep(TIMES.beatMs * count);

describe('the jobs of a process', () => {
  it('that is killed run on another one, soon and once', { timeout: 60_000 }, async () => {
    const { child, said } = await startWorker();
    await app.jobs.enqueue('test.hangs', 'a');
    await until('it began there', () => said().includes('began a'), 10_000);
    const ran: unknown[] = [];
    await workHere(ran);
    child.kill('SIGKILL');
    const killedAt = performance.now();
    await until('it runs here', () => ran.length > 0, 20_000);
    const waited = performance.now() - killedAt;
    assert.ok(waited < TIMES.deadMs * 8, `after ${Math.round(waited)} ms`);
    await beats(5);
    assert.deepEqual(ran, ['a']);
  });

  it('that only stands still, or is busy, stay its own', { timeout: 60_000 }, async () => {
    const { child, said } = await startWorker();
    await app.jobs.enqueue('test.hangs', 'b');
    await until('it began there', () => said().includes('began b'), 10_000);
    const ran: unknown[] = [];
    await workHere(ran);
    await beats(5);
    child.kill('SIGSTOP');
    await app.clock.sleep(TIMES.deadMs * 2.5);
    assert.deepEqual(ran, []);
    child.kill('SIGCONT');
    await beats(5);
    assert.deepEqual(ran, []);
    // It knows that it could not show itself for long, and puts the job down: the queue tries it again later.
    assert.equal(said().match(/began/g)?.length, 1);
  });

  it('stay its own while they run long, and when its connections are cut', { timeout: 60_000 }, async () => {
    const ran: unknown[] = [];
    const others: unknown[] = [];
    await workHere(ran, false);
    await app.jobs.enqueue('test.hangs', 'c');
    await until('it began', () => ran.length === 1);
    await workHere(others);
    await beats(15);
    for (let round = 0; round < 6; round++) {
      await app.db.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and application_name = 'rapport'`,
      );
      await beats(4);
    }
    assert.deepEqual([ran, others], [['c'], []]);
  });

  it(
    'are put down before anybody else may have them, when it loses the database for good',
    { timeout: 60_000 },
    async () => {
      const ran: unknown[] = [];
      const others: unknown[] = [];
      const { db } = await workHere(ran, false);
      await app.jobs.enqueue('test.hangs', 'd');
      await until('it began', () => ran.length === 1);
      await workHere(others);
      const before = backendsOf(db);
      const away = new Error('no route to the database');
      db.pool.connect = ((listen?: (error: Error) => void) =>
        listen ? setImmediate(listen, away) : Promise.reject(away)) as typeof db.pool.connect;
      await app.db.query('select pg_terminate_backend(pid) from unnest($1::int[]) as p(pid)', [before]);
      await until('somebody moves', () => ran.length + others.length > 1, 20_000);
      assert.deepEqual([ran, others], [['d', 'gave up'], []], 'the one that lost it moves first');
      await until('the other has it', () => others.length === 1, 20_000);
      Reflect.deleteProperty(db.pool, 'connect');
    },
  );
});

/** The processes of the server that this pool talks to. */
function backendsOf(db: Db): number[] {
  const { _clients: clients } = db.pool as unknown as { _clients: { processID: number }[] };
  return clients.map((client) => client.processID);
}
