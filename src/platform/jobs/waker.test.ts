import assert from 'node:assert/strict';
import { after, afterEach, it } from 'node:test';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import { createJobs } from './index.ts';

const test = await createTestApp();
const { app } = test;
after(() => test.close());
const waiting = () =>
  app.db.query<{ name: string; inMs: number }>(
    `select t.identifier as name, extract(epoch from j.run_at - now()) * 1000 as "inMs"
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
const names = async () => (await waiting()).map(({ name }) => name);
afterEach(async () => {
  await app.db.query('delete from graphile_worker._private_jobs');
});

it('a job is woken once for all who ask, and for nobody who is rolled back', async () => {
  const refused = app.db.transaction(async () => {
    app.jobs.wake('test.never');
    throw new Error('no');
  });
  await assert.rejects(refused, /no/);
  await app.db.transaction(async () => {
    for (let n = 0; n < 20; n++) app.jobs.wake('test.looks');
  });
  app.jobs.wake('test.looks');
  await until('it waits', async () => (await names()).length > 0);
  assert.deepEqual(await names(), ['test.looks']);
});

it('one that waits for its time keeps it, however many ask again', async () => {
  // What stops adds at once what it was asked for.
  const ask = async (...delaysMs: number[]) => {
    const jobs = createJobs({ db: app.db, log: app.log, concurrency: 1 });
    for (const delayMs of delaysMs) jobs.wake('test.later', delayMs);
    await jobs.stop();
  };
  const time = async () => Number((await waiting())[0]?.inMs);
  await ask(5000, 60_000);
  const first = await time();
  assert.ok(first <= 5000, 'of one process the first counts');
  await ask(60_000);
  await ask(60_000);
  assert.deepEqual(await names(), ['test.later']);
  assert.ok((await time()) <= first);
});

it('what was asked for is there once the process stopped, and nothing afterwards', async () => {
  const jobs = createJobs({ db: app.db, log: app.log, concurrency: 1 });
  jobs.wake('test.last', 1000);
  await jobs.stop();
  jobs.wake('test.after');
  assert.deepEqual(await names(), ['test.last']);
});
