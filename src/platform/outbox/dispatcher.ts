import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import {
  afterReadBack,
  afterSend,
  afterUnknown,
  type Attempt,
  type Decision,
  DEFAULT_LIMITS,
  type Limits,
  type ReadBackOutcome,
  type SendOutcome,
} from './domain.ts';
import { internalChannels, type Sender, sendersOf } from './senders.ts';
import {
  claimChecks,
  type ClaimedRow,
  claimReady,
  extendLeases,
  nextDueMs,
  pauseLane,
  recordDecision,
} from './store.ts';
import { selectCovered } from './suspension-store.ts';
import { holdWhatIsDue } from './suspensions.ts';

export interface DispatcherOptions {
  /** A dispatcher that says nothing for this long is taken for dead. */
  leaseMs: number;
  /** Calls under way at the same time. */
  maxCalls: number;
  /** Longest sleep between two looks at the table. */
  pollMs: number;
  /** How long calls under way may finish after a stop. */
  graceMs: number;
  limits: Omit<Limits, 'settleMs'>;
}

const DEFAULTS: DispatcherOptions = {
  leaseMs: 10_000,
  maxCalls: 16,
  pollMs: 2000,
  graceMs: 5000,
  limits: DEFAULT_LIMITS,
};
const CALL_MS = 30_000;
const SUSPENDED: Decision = {
  state: 'ready',
  waitMs: 0,
  problem: 'It was suspended before it left.',
  pausesLane: false,
};

interface Call {
  row: ClaimedRow;
  sender: Sender;
  abort: AbortController;
}

/** Moves rows of the outbox out. Any number may run, in any number of processes. */
export class Dispatcher {
  readonly #app: App;
  readonly #options: DispatcherOptions;
  readonly #owner = newId('disp');
  readonly #stop: AbortSignal;
  readonly #calls = new Map<string, Call>();
  readonly #ended: Promise<void>;
  #wake: () => void = () => undefined;
  #isWoken = false;

  constructor(app: App, stop: AbortSignal, options: Partial<DispatcherOptions> = {}) {
    this.#app = app;
    this.#stop = stop;
    this.#options = { ...DEFAULTS, ...options };
    stop.addEventListener('abort', () => this.wake());
    const unsubscribe = [
      app.bus.on('outbox.ready', () => this.wake()),
      app.bus.on('bus.resync', () => this.wake()),
    ];
    this.#ended = Promise.all([this.#work(), this.#keepLeases()]).then(() =>
      unsubscribe.forEach((end) => end()),
    );
  }

  /** Looks at the table now instead of at the next poll. */
  wake(): void {
    this.#isWoken = true;
    this.#wake();
  }

  /** Resolves when every call under way has ended and is recorded, or was put down for a read-back. */
  stopped(): Promise<void> {
    return this.#ended;
  }

  async #work(): Promise<void> {
    while (!this.#stop.aborted) {
      this.#isWoken = false;
      const waitMs = await this.#takeDue().catch((error: unknown) => {
        this.#app.log.warn({ err: error }, 'the outbox could not be read; trying again');
        return this.#options.pollMs;
      });
      if (waitMs > 0) await this.#rest(waitMs);
    }
    await this.#rest(this.#options.graceMs, () => this.#calls.size === 0);
    for (const call of this.#calls.values()) call.abort.abort(new Error('the program is stopping'));
    await this.#rest(1000, () => this.#calls.size === 0);
  }

  /** Starts what is due. Returns the milliseconds until there may be more. */
  async #takeDue(): Promise<number> {
    const free = this.#options.maxCalls - this.#calls.size;
    if (free <= 0) return this.#options.pollMs;
    const settleMsOf = new Map(
      [...sendersOf(this.#app)].map(([channel, sender]) => [channel, sender.settleMs]),
    );
    const lease = { owner: this.#owner, leaseMs: this.#options.leaseMs };
    const claimedAt = performance.now();
    // What is suspended is not claimed either way; a message that cannot be held must not keep the others back.
    await holdWhatIsDue(this.#app).catch((error: unknown) =>
      this.#app.log.warn({ err: error }, 'what is suspended could not be held; it does not leave'),
    );
    const ready = await claimReady(this.#app, lease, settleMsOf, free, internalChannels(this.#app));
    const checks =
      free > ready.length ? await claimChecks(this.#app, lease, settleMsOf, free - ready.length) : [];
    for (const row of ready) this.#begin(row, claimedAt, (call) => this.#send(call));
    for (const row of checks) this.#begin(row, claimedAt, (call) => this.#check(call));
    if (ready.length > 0) return 0;
    const due = await nextDueMs(this.#app, [...settleMsOf.keys()]);
    return Math.min(Math.max(due ?? Number.POSITIVE_INFINITY, 5), this.#options.pollMs);
  }

  #begin(row: ClaimedRow, claimedAt: number, run: (call: Call) => Promise<void>): void {
    // A process that slept between the claim and the call may have lost the row to somebody else.
    if (performance.now() - claimedAt > this.#options.leaseMs / 2) return;
    const sender = sendersOf(this.#app).get(row.channel);
    if (!sender) return;
    const call: Call = { row, sender, abort: new AbortController() };
    this.#calls.set(row.id, call);
    void run(call)
      .catch((error: unknown) =>
        this.#app.log.error(
          { err: error, id: row.id },
          'the outcome of a send could not be recorded; it will be read back',
        ),
      )
      .finally(() => {
        this.#calls.delete(row.id);
        this.wake();
      });
  }

  async #send(call: Call): Promise<void> {
    const limits = this.#limitsOf(call);
    const round = roundOf(call.row);
    if (call.row.retries > 0 && round.attempts === 1) {
      // Whoever asked for it looked some time ago; what an earlier call sent may have come to light since.
      const answer = await this.#readBack(call);
      if (answer.state === 'present')
        return this.#record(call, { state: 'sent', receipt: answer.receipt }, true);
    }
    if (await this.#isSuspendedNow(call)) return this.#record(call, SUSPENDED, false);
    let outcome: SendOutcome;
    try {
      outcome = await withinTime(call, (signal) => call.sender.send(call.row, signal));
    } catch (error) {
      return this.#record(call, afterUnknown(messageOf(error), limits), false);
    }
    if (outcome.outcome === 'refused' && call.row.attempts > 1) {
      // An earlier attempt may stand, and this refusal may be the network's way of saying so.
      const answer = await this.#readBack(call);
      if (answer.state === 'present')
        return this.#record(call, { state: 'sent', receipt: answer.receipt }, true);
    }
    return this.#record(call, afterSend(outcome, round, limits, this.#app.clock.now()), false);
  }

  /** A suspension that began after the row was taken, while an earlier call was read back for instance, keeps it all the same. */
  async #isSuspendedNow({ row, sender }: Call): Promise<boolean> {
    return sender.isInternal !== true && (await selectCovered(this.#app, [row.id])).size > 0;
  }

  async #check(call: Call): Promise<void> {
    await this.#record(
      call,
      afterReadBack(await this.#readBack(call), roundOf(call.row), this.#limitsOf(call)),
      true,
    );
  }

  async #readBack(call: Call): Promise<ReadBackOutcome> {
    try {
      return await withinTime(call, (signal) => call.sender.readBack(call.row, signal));
    } catch (error) {
      return { state: 'unknown', reason: messageOf(error) };
    }
  }

  async #record(call: Call, decision: Decision, isCheck: boolean): Promise<void> {
    const { row, sender } = call;
    await this.#app.db.transaction(async () => {
      const changed = await recordDecision(this.#app, row.id, this.#owner, decision, isCheck);
      if (!changed) return;
      if (decision.state === 'ready' && decision.pausesLane)
        await pauseLane(this.#app, row.lane, decision.waitMs);
      await sender.changed?.(changed);
      await this.#app.bus.publish('outbox.changed', {
        id: row.id,
        channel: row.channel,
        state: changed.state,
      });
    });
  }

  /** Keeps the rows of calls under way; gives a call up when its row is lost or the database cannot be reached. */
  async #keepLeases(): Promise<void> {
    const { leaseMs } = this.#options;
    let heldUntil = performance.now() + leaseMs;
    while (!this.#stop.aborted || this.#calls.size > 0) {
      await this.#app.clock.sleep(leaseMs / 4, this.#calls.size === 0 ? this.#stop : undefined);
      const calls = [...this.#calls.values()];
      const asked = performance.now();
      try {
        const listed = calls.map((call) => ({ id: call.row.id, settleMs: settleMsOf(call) }));
        const held =
          calls.length > 0
            ? await extendLeases(this.#app, { owner: this.#owner, leaseMs }, listed)
            : new Set();
        heldUntil = asked + leaseMs;
        for (const call of calls)
          if (!held.has(call.row.id)) call.abort.abort(new Error('another process took over'));
      } catch (error) {
        this.#app.log.warn({ err: error }, 'the outbox could not extend its leases');
        if (performance.now() + leaseMs / 4 > heldUntil)
          for (const call of calls) call.abort.abort(new Error('the database is out of reach'));
      }
    }
  }

  #limitsOf(call: Call): Limits {
    return { ...this.#options.limits, settleMs: settleMsOf(call) };
  }

  /** Sleeps until the time is over, somebody wakes it, or (when given) `isDone`. */
  async #rest(milliseconds: number, isDone?: () => boolean): Promise<void> {
    const until = performance.now() + milliseconds;
    while (isDone ? !isDone() : !this.#isWoken && !this.#stop.aborted) {
      const left = until - performance.now();
      if (left <= 0) return;
      const awake = new AbortController();
      this.#wake = () => awake.abort();
      await this.#app.clock.sleep(left, awake.signal);
    }
  }
}

const settleMsOf = ({ row, sender }: Call): number => sender.settleMsOf?.(row) ?? sender.settleMs;

/** Runs one call; it ends at its time limit or when its row is lost, whether the sender listens or not. */
async function withinTime<T>(call: Call, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.any([call.abort.signal, AbortSignal.timeout(call.sender.callMs ?? CALL_MS)]);
  let leave: () => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    leave = () =>
      reject(signal.reason instanceof Error ? signal.reason : new Error('the call took too long'));
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([run(signal), ended]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

/** What was tried since the last time that a person wanted it. */
function roundOf({ attempts, attemptsBefore, checks, ageMs }: ClaimedRow): Attempt {
  return { attempts: attempts - attemptsBefore, checks, ageMs };
}
