import { EventEmitter } from 'node:events';
import {
  type JobHelpers,
  Logger as WorkerLogger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Db } from '#platform/db/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { keepLease, type Lease, LEASE_TIMES, type LeaseTimes } from './lease.ts';
import { patientPool } from './patient-pool.ts';
import { createWaker } from './waker.ts';

export interface EnqueueOptions {
  /** Not before this moment. */
  runAt?: Date;
  /** Not before so many milliseconds from now, by the database's clock. */
  delayMs?: number;
  /** A job with the same key that has not started is replaced instead of added. */
  key?: string;
  /** Attempts before it is given up; 10 unless told. Waits grow exponentially. */
  maxAttempts?: number;
}

export type JobHandler = (payload: unknown, signal: AbortSignal) => Promise<void>;

/** Durable background work. A job added in a transaction exists only if it commits. */
export interface Jobs {
  enqueue(name: string, payload: unknown, options?: EnqueueOptions): Promise<void>;
  /**
   * Has a job look at what waits for it in rows, once the ambient transaction is committed and at least so many milliseconds later; one job for all who ask
   * before it begins. A process that is killed within a tenth of a second says nothing: the job needs a line in the crontab as well.
   */
  wake(name: string, delayMs?: number): void;
  /** Runs jobs in this process until `stop`. A line of `crontab` is five fields and the job's name: `* * * * * inbox.wake`; times are UTC. */
  work(handlers: Readonly<Record<string, JobHandler>>, crontab: readonly string[]): Promise<void>;
  /**
   * Frees at once the jobs that a killed process held; only for the one process that works on this database. Where there are several,
   * those that `work` free them within a minute.
   */
  freeAbandoned(): Promise<void>;
  stop(): Promise<void>;
}

/** The queue's own tables; safe to call from several processes at once. */
export async function migrateJobs(db: Db): Promise<void> {
  await runMigrations({ pgPool: db.pool, logger: new WorkerLogger(() => () => undefined) });
}

const ADD_JOB = `select graphile_worker.add_job($1, $2::json, run_at := coalesce($3, now() + $6::float8 * interval '1 ms'), job_key := $4, max_attempts := $5)`;

export function createJobs(options: {
  db: Db;
  log: Logger;
  concurrency: number;
  leaseTimes?: LeaseTimes;
}): Jobs {
  const stopping = new AbortController();
  let runner: Runner | undefined;
  let lease: Lease | undefined;
  const waker = createWaker(options);
  return {
    wake: (name, delayMs = 0) => options.db.afterCommit(() => waker.wake(name, delayMs)),
    async enqueue(name, payload, job = {}) {
      const { runAt = null, key = null, maxAttempts = 10, delayMs = 0 } = job;
      const values = [name, JSON.stringify(payload), runAt, key, maxAttempts, delayMs];
      await options.db.send([{ text: ADD_JOB, values }]);
    },
    async work(handlers, crontab) {
      const parsedCronItems = parseCronItems(crontab.map(toCronItem));
      const events: WorkerEvents = new EventEmitter();
      const ours = keepLease({ ...options, times: options.leaseTimes ?? LEASE_TIMES });
      lease = ours;
      events.on('pool:create', ({ workerPool }) => ours.begin(workerPool.id));
      runner = await run({
        pgPool: patientPool(options.db.pool),
        concurrency: options.concurrency,
        noHandleSignals: true,
        taskList: taskListOf(handlers, ours, stopping.signal),
        events,
        parsedCronItems,
        pollInterval: 5000,
        logger: workerLogger(options.log),
      });
    },
    async freeAbandoned() {
      await options.db.query(
        `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker._private_jobs
          where locked_by is not null having count(*) > 0`,
      );
    },
    async stop() {
      stopping.abort();
      await waker.stop();
      await runner?.stop().catch(() => undefined);
      runner = undefined;
      lease?.stop();
    },
  };
}

/** The handlers as the queue calls them; each hears when the process stops, and when its job is not ours any more. */
function taskListOf(
  handlers: Readonly<Record<string, JobHandler>>,
  lease: Lease,
  stopping: AbortSignal,
): TaskList {
  const entries = Object.entries(handlers).map(([name, handler]) => [
    name,
    async (payload: unknown, { job }: JobHelpers) => {
      const held = lease.hold(String(job.id));
      try {
        await handler(payload, AbortSignal.any([stopping, held.signal]));
      } finally {
        held.end();
      }
    },
  ]);
  return Object.fromEntries(entries);
}

function toCronItem(line: string): { match: string; task: string } {
  const at = line.lastIndexOf(' ');
  return { match: line.slice(0, at), task: line.slice(at + 1) };
}

function workerLogger(log: Logger): WorkerLogger {
  return new WorkerLogger(() => (level, message) => {
    if (level === 'error') log.error({}, message);
    else if (level === 'warning') log.warn({}, message);
    else log.debug({}, message);
  });
}
