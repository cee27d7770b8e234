import type { Db } from '#platform/db/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';

/** All who ask within this time ask once. */
const TOGETHER_MS = 100;
const WAKE = `select graphile_worker.add_job($1, '{}'::json, run_at := now() + $2::float8 * interval '1 ms', job_key := $1, job_key_mode := 'preserve_run_at', max_attempts := 10)`;

/** Adds a job of a name once for all who ask for it within a moment; one that waits already keeps its time. */
export interface Waker {
  wake(name: string, delayMs: number): void;
  /** Adds at once what was asked for, and nothing any more. */
  stop(): Promise<void>;
}

export function createWaker({ db, log }: { db: Db; log: Logger }): Waker {
  const asked = new Map<string, { delayMs: number; timer: NodeJS.Timeout }>();
  let isStopped = false;
  const add = async (name: string) => {
    const { delayMs, timer } = asked.get(name)!;
    asked.delete(name);
    clearTimeout(timer);
    await db.query(WAKE, [name, delayMs]).catch((error: unknown) => {
      log.warn({ job: name, reason: messageOf(error) }, 'a job was not woken; it looks by itself later');
    });
  };
  return {
    wake(name, delayMs) {
      if (isStopped || asked.has(name)) return;
      const timer = setTimeout(() => void add(name), TOGETHER_MS);
      timer.unref();
      asked.set(name, { delayMs, timer });
    },
    async stop() {
      isStopped = true;
      await Promise.all([...asked.keys()].map(add));
    },
  };
}
