import assert from 'node:assert/strict';
import { after, afterEach, describe, it } from 'node:test';
import { createTestApp, until } from '../../../test/helpers/app.ts';
import { createJobs, type JobHandler, migrateJobs } from './index.ts';

const test = await createTestApp();
const { app } = test;
after(() => test.close());

interface Row {
  name: string;
  payload: unknown;
  attempts: number;
  last_error: string | null;
}
const waiting = () =>
  app.db.query<Row>(
    `select t.identifier as name, j.payload, j.attempts, j.last_error
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  );
afterEach(async () => {
  await app.db.query('delete from graphile_worker._private_jobs');
});

async function working<R>(
  handlers: Record<string, JobHandler>,
  work: (stop: () => Promise<void>) => Promise<R>,
  crontab: string[] = [],
): Promise<R> {
  const jobs = createJobs({ db: app.db, log: app.log, concurrency: 2 });
  await jobs.work(handlers, crontab);
  try {
    return await work(() => jobs.stop());
  } finally {
    await jobs.stop();
  }
}

describe('a job', () => {
  it('exists only when the transaction that added it commits', async () => {
    const failing = app.db.transaction(async () => {
      await app.jobs.enqueue('test.never', { a: 1 });
      assert.equal((await waiting()).length, 1, 'inside it is there');
      throw new Error('rolled back');
    });
    await assert.rejects(failing, /rolled back/);
    assert.deepEqual(await waiting(), []);
    await app.db.transaction(() => app.jobs.enqueue('test.once', { a: 1 }));
    assert.deepEqual(
      (await waiting()).map((job) => [job.name, job.payload]),
      [['test.once', { a: 1 }]],
    );
  });

  it('replaces the one of the same key that has not begun', async () => {
    await app.jobs.enqueue('test.keyed', { version: 1 }, { key: 'k' });
    await app.jobs.enqueue('test.keyed', { version: 2 }, { key: 'k' });
    await app.jobs.enqueue('test.keyed', { version: 3 }, { key: 'other' });
    assert.deepEqual(
      (await waiting()).map((job) => job.payload),
      [{ version: 2 }, { version: 3 }],
    );
  });

  it('with a key that is running is not replaced: both run', async () => {
    const ran: unknown[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    await working(
      {
        'test.slow': async (payload) => {
          ran.push(payload);
          await gate;
        },
      },
      async () => {
        await app.jobs.enqueue('test.slow', 1, { key: 'k' });
        await until('it began', () => ran.length === 1);
        await app.jobs.enqueue('test.slow', 2, { key: 'k' });
        open();
        await until('both ran', () => ran.length === 2);
      },
    );
    assert.deepEqual(ran, [1, 2]);
  });

  it('waits for its time', async () => {
    const ran: unknown[] = [];
    await working({ 'test.timed': async (payload) => void ran.push(payload) }, async () => {
      await app.jobs.enqueue('test.timed', 'later', { runAt: new Date(Date.now() + 3_600_000) });
      await app.jobs.enqueue('test.timed', 'now');
      await until('the other ran', () => ran.length === 1);
    });
    assert.deepEqual(ran, ['now']);
    assert.deepEqual(
      (await waiting()).map(({ payload }) => payload),
      ['later'],
    );
  });

  it('that fails stays with its reason, to be tried again', async () => {
    let isTried = false;
    await working(
      {
        'test.failing': async () => {
          isTried = true;
          throw new Error('the reason');
        },
      },
      async () => {
        await app.jobs.enqueue('test.failing', {});
        await until('it was tried', async () => isTried && (await waiting())[0]?.last_error !== null);
      },
    );
    const [job] = await waiting();
    assert.equal(job?.attempts, 1);
    assert.match(job?.last_error ?? '', /the reason/);
  });

  it('is done by one process, however many work', async () => {
    const ran: number[] = [];
    const handlers = { 'test.shared': async (payload: unknown) => void ran.push(payload as number) };
    await working(handlers, () =>
      working(handlers, async () => {
        for (let i = 0; i < 40; i++) await app.jobs.enqueue('test.shared', i);
        await until('all ran', async () => (await waiting()).length === 0 && ran.length >= 40);
      }),
    );
    assert.deepEqual(
      ran.toSorted((a, b) => a - b),
      Array.from({ length: 40 }, (_, i) => i),
    );
  });

  it('hears that the process stops, and is not lost when it is cut short', async () => {
    let hasHeard = false;
    let began = false;
    await working(
      {
        'test.long': (_payload, signal) =>
          new Promise((_resolve, reject) => {
            began = true;
            signal.addEventListener('abort', () => {
              hasHeard = true;
              reject(new Error('put down'));
            });
          }),
      },
      async (stop) => {
        await app.jobs.enqueue('test.long', {});
        await until('it began', () => began);
        await stop();
      },
    );
    assert.ok(hasHeard);
    assert.equal((await waiting()).length, 1, 'it is there for the next process');
  });
});

describe('the crontab', () => {
  it('is read as five fields and a name, and refuses what it cannot read', async () => {
    await working({ 'test.tick': async () => undefined }, async () => undefined, [
      '*/5 * * * * test.tick',
      '17 3 * * 1 test.tick',
    ]);
    const jobs = createJobs({ db: app.db, log: app.log, concurrency: 1 });
    for (const line of [
      '61 * * * * test.tick',
      '* * * * test.tick',
      'often test.tick',
      '* * * * * test tick',
    ])
      await assert.rejects(jobs.work({ 'test.tick': async () => undefined }, [line]), Error, line);
    await jobs.stop();
  });
});

describe('the tables of the queue', () => {
  it('are made once, however many start at the same time', async () => {
    await Promise.all([migrateJobs(app.db), migrateJobs(app.db), migrateJobs(app.db)]);
    await app.jobs.enqueue('test.after', {});
    assert.equal((await waiting()).length, 1);
  });
});

describe('jobs of a process that was killed', () => {
  it('are free again for the next one', async () => {
    await app.jobs.enqueue('test.left', {});
    const locked = () =>
      app.db.query('select 1 from graphile_worker._private_jobs where locked_by is not null');
    await app.db.query(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a dead worker'`,
    );
    assert.ok((await locked()).length > 0);
    await app.jobs.freeAbandoned();
    assert.deepEqual(await locked(), []);
    await app.jobs.freeAbandoned();
  });
});
