import { type Db, holdFreePlaces, openPlaces, type Places } from '#platform/db/index.ts';
import type { Logger } from '#platform/log/index.ts';

export interface LeaseTimes {
  /** How often this process shows that it lives, and looks for others that do not. */
  beatMs: number;
  /** A process that could not show itself for this long puts its jobs down. */
  giveUpMs: number;
  /** One that has not shown itself for this long, and whose connection is gone, is dead; longer than `giveUpMs`. */
  deadMs: number;
}

export const LEASE_TIMES: LeaseTimes = { beatMs: 10_000, giveUpMs: 25_000, deadMs: 40_000 };

/** Keeps the jobs that run here ours, and frees those of processes that died. */
export interface Lease {
  /** Shows signs of life from now on, as the owner whom the queue notes at the jobs of this process. */
  begin(owner: string): void;
  /** A signal that is aborted when the job is not ours any more; call `end` when its handler has ended. */
  hold(jobId: string): { signal: AbortSignal; end(): void };
  stop(): void;
}

/**
 * Two signs of life, either of which keeps a process's jobs: the time at its jobs, renewed at each beat by the database's clock, and an
 * advisory lock of a connection that is kept for it. A process that is only busy or halted keeps the connection; one that only
 * lost it renews the time; one that lost both for `giveUpMs` aborts its jobs before anybody may free them.
 */
export function keepLease({ db, log, times }: { db: Db; log: Logger; times: LeaseTimes }): Lease {
  const held = new Map<string, AbortController>();
  const place = ownPlace(db);
  let shownAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let isBeating = false;
  let isStopped = false;

  const beat = async (owner: string) => {
    const before = [...held];
    const asked = performance.now();
    const ours = await renew(db, owner);
    shownAt = asked;
    for (const [id, job] of before) if (!ours.has(id)) job.abort(new Error('another process has this job'));
    await place.keep(owner);
    const freed = await freeDead(db, times.deadMs);
    if (freed > 0) log.warn({ processes: freed }, 'jobs of processes that died are free again');
  };
  const tick = async (owner: string) => {
    if (performance.now() - shownAt > times.giveUpMs)
      for (const job of held.values()) job.abort(new Error('the database is out of reach'));
    // A beat that hangs on a dead connection must not keep the watch above from running.
    if (isBeating) return;
    isBeating = true;
    try {
      await beat(owner);
    } catch (error) {
      if (!isStopped) log.warn({ err: error }, 'the lease of the running jobs could not be renewed');
    }
    isBeating = false;
  };

  return {
    begin(owner) {
      shownAt = performance.now();
      timer = setInterval(() => void tick(owner), times.beatMs);
      void tick(owner);
    },
    hold(jobId) {
      const job = new AbortController();
      held.set(jobId, job);
      return { signal: job.signal, end: () => void (held.get(jobId) === job && held.delete(jobId)) };
    },
    stop() {
      isStopped = true;
      clearInterval(timer);
      place.close();
    },
  };
}

/** The place that says that a process is there; taken again on another connection after the first is lost. */
function ownPlace(db: Db) {
  let places: Places | undefined;
  let isTaken = false;
  let isClosed = false;
  return {
    async keep(owner: string): Promise<void> {
      if (places?.lost.aborted) {
        places.close();
        places = undefined;
      }
      if (!places) {
        isTaken = false;
        const opened = await openPlaces(db);
        if (isClosed) return opened.close();
        places = opened;
      }
      isTaken ||= await places.take(placeOf(owner));
    },
    close() {
      isClosed = true;
      places?.close();
    },
  };
}

const placeOf = (owner: string) => `jobs:${owner}`;

async function renew(db: Db, owner: string): Promise<Set<string>> {
  const rows = await db.query<{ id: string }>(
    'update graphile_worker._private_jobs set locked_at = now() where locked_by = $1 returning id::text',
    [owner],
  );
  return new Set(rows.map((row) => row.id));
}

/** Frees the jobs of every process that shows no sign of life; resolves with the number of processes. */
async function freeDead(db: Db, deadMs: number): Promise<number> {
  const silent = await silentOwners(db, deadMs);
  if (silent.length === 0) return 0;
  return db.transaction(async () => {
    const free = new Set(await holdFreePlaces(db, silent.map(placeOf)));
    // Asked again: one of them may have come back between the question and the lock.
    const dead = (await silentOwners(db, deadMs)).filter((owner) => free.has(placeOf(owner)));
    if (dead.length > 0) await db.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
    return dead.length;
  });
}

async function silentOwners(db: Db, deadMs: number): Promise<string[]> {
  const rows = await db.query<{ owner: string }>(
    `select locked_by as owner from graphile_worker._private_jobs where locked_by is not null
      group by locked_by having max(locked_at) < now() - $1 * interval '1 ms'`,
    [deadMs],
  );
  return rows.map((row) => row.owner);
}
