import {
  Logger as WorkerLogger,
  parseCronItems,
  type Runner,
  run,
  runMigrations,
  type TaskList,
} from 'graphile-worker';
import type { Db } from '#platform/db/index.ts';
import type { Logger } from '#platform/log/index.ts';
import { patientPool } from './patient-pool.ts';

export interface EnqueueOptions {
  runAt?: Date;
  /** A job with the same key that has not started is replaced instead of added. */
  key?: string;
  /** Attempts before it is given up; 10 unless told. Waits grow exponentially. */
  maxAttempts?: number;
}

export type JobHandler = (payload: unknown, signal: AbortSignal) => Promise<void>;

/** Durable background work. A job added in a transaction exists only if it commits. */
export interface Jobs {
  enqueue(name: string, payload: unknown, options?: EnqueueOptions): Promise<void>;
  /** Runs jobs in this process until `stop`. A line of `crontab` is five fields and the job's name: `* * * * * inbox.wake`; times are UTC. */
  work(handlers: Readonly<Record<string, JobHandler>>, crontab: readonly string[]): Promise<void>;
  /** Frees the jobs that a killed process held; only for the one process that works on this database. */
  freeAbandoned(): Promise<void>;
  stop(): Promise<void>;
}

/** The queue's own tables; safe to call from several processes at once. */
export async function migrateJobs(db: Db): Promise<void> {
  await runMigrations({ pgPool: db.pool, logger: new WorkerLogger(() => () => undefined) });
}

export function createJobs(options: { db: Db; log: Logger; concurrency: number }): Jobs {
  const stopping = new AbortController();
  let runner: Runner | undefined;
  return {
    async enqueue(name, payload, job = {}) {
      await options.db.query(
        'select graphile_worker.add_job($1, $2::json, run_at := coalesce($3, now()), job_key := $4, max_attempts := $5)',
        [name, JSON.stringify(payload), job.runAt ?? null, job.key ?? null, job.maxAttempts ?? 10],
      );
    },
    async work(handlers, crontab) {
      const taskList: TaskList = {};
      for (const [name, handler] of Object.entries(handlers)) {
        taskList[name] = (payload) => handler(payload, stopping.signal);
      }
      runner = await run({
        pgPool: patientPool(options.db.pool),
        concurrency: options.concurrency,
        noHandleSignals: true,
        taskList,
        parsedCronItems: parseCronItems(crontab.map(toCronItem)),
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
      await runner?.stop().catch(() => undefined);
      runner = undefined;
    },
  };
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
