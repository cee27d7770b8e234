/** The rules of the one exit: what follows from the answer to a send, a read-back or a person's word. */

export const OUT_STATES = ['ready', 'sending', 'sent', 'failed', 'uncertain', 'cancelled', 'held'] as const;
export type OutState = (typeof OUT_STATES)[number];

export const SCOPES = ['everything', 'network', 'account', 'campaign'] as const;
/** How much is suspended. */
export type Scope = (typeof SCOPES)[number];

/** Proof of a send, in the channel's own words. */
export type OutReceipt = Readonly<Record<string, unknown>>;

/** What a sender says about one call. Anything it throws means "unknown". */
export type SendOutcome =
  | { outcome: 'sent'; receipt: OutReceipt }
  /** A final no: the same request would get the same answer. */
  | { outcome: 'refused'; reason: string }
  /** Certain that nothing was sent. */
  | { outcome: 'postponed'; reason: string; retryAt?: Date | undefined };

/** What the network says about an earlier send. `absent` must be certain. */
export type ReadBackOutcome =
  | { state: 'present'; receipt: OutReceipt }
  | { state: 'absent' }
  | { state: 'unknown'; reason?: string };

/** The next state of a row. Waits are milliseconds from now by the database's clock. */
export type Decision =
  | { state: 'sent'; receipt: OutReceipt }
  | { state: 'ready'; waitMs: number; problem: string; pausesLane: boolean }
  | { state: 'sending'; waitMs: number; problem: string }
  | { state: 'failed' | 'uncertain'; problem: string };

export interface Attempt {
  /** Calls made since a person last wanted it tried, this one included. */
  attempts: number;
  /** Read-backs without a clear answer so far. */
  checks: number;
  /** Milliseconds since the row was due. */
  ageMs: number;
}

export interface Limits {
  settleMs: number;
  maxAttempts: number;
  maxChecks: number;
  /** Milliseconds before the second call; doubles with each further one. */
  retryMs: number;
  /** A row that could not leave for this long is given up. */
  maxAgeMs: number;
}

export const DEFAULT_LIMITS: Omit<Limits, 'settleMs'> = {
  maxAttempts: 8,
  maxChecks: 8,
  retryMs: 1000,
  maxAgeMs: 72 * 3_600_000,
};

const LONGEST_WAIT_MS = 5 * 60_000;
/** A network that names a later moment is asked again all the same. */
const LONGEST_ASKED_MS = 24 * 3_600_000;

/** What to do after a call that gave a clear answer. */
export function afterSend(outcome: SendOutcome, attempt: Attempt, limits: Limits, now: Date): Decision {
  switch (outcome.outcome) {
    case 'sent':
      return { state: 'sent', receipt: outcome.receipt };
    case 'refused':
      return { state: 'failed', problem: outcome.reason };
    case 'postponed': {
      if (attempt.ageMs > limits.maxAgeMs)
        return { state: 'failed', problem: `Given up after ${hours(attempt.ageMs)}: ${outcome.reason}` };
      // Both by this process's clock, so that their difference is right when the clock is not.
      const asked = outcome.retryAt ? outcome.retryAt.getTime() - now.getTime() : 0;
      return {
        state: 'ready',
        waitMs: Math.max(Math.min(asked, LONGEST_ASKED_MS), backOff(attempt.attempts, limits.retryMs)),
        problem: outcome.reason,
        pausesLane: true,
      };
    }
  }
}

/** What to do after a call without a clear answer: wait until the network can tell, never call again before. */
export function afterUnknown(reason: string, limits: Limits): Decision {
  return {
    state: 'sending',
    waitMs: limits.settleMs,
    problem: `No clear answer (${reason}). Asking the network whether it arrived.`,
  };
}

/** What to do after a read-back. */
export function afterReadBack(answer: ReadBackOutcome, attempt: Attempt, limits: Limits): Decision {
  switch (answer.state) {
    case 'present':
      return { state: 'sent', receipt: answer.receipt };
    case 'absent':
      if (attempt.attempts >= limits.maxAttempts) {
        return {
          state: 'failed',
          problem: `It did not arrive in ${attempt.attempts} attempts; the network confirms that it is not there. It can be tried again.`,
        };
      }
      return {
        state: 'ready',
        waitMs: backOff(attempt.attempts, limits.retryMs),
        problem: 'The last attempt did not arrive; trying again.',
        pausesLane: false,
      };
    case 'unknown':
      if (attempt.checks + 1 >= limits.maxChecks) {
        return {
          state: 'uncertain',
          problem: 'The network cannot tell whether it arrived. Look there, then say whether it stands.',
        };
      }
      return {
        state: 'sending',
        waitMs: backOff(attempt.checks + 1, limits.settleMs),
        problem: `The network could not tell whether it arrived${answer.reason ? ` (${answer.reason})` : ''}; asking again.`,
      };
  }
}

/** Doubling waits from `firstMs`, at most five minutes (or `firstMs` itself where that is longer). */
export function backOff(count: number, firstMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(Math.max(count - 1, 0), 20), Math.max(LONGEST_WAIT_MS, firstMs));
}

function hours(milliseconds: number): string {
  return `${Math.round(milliseconds / 3_600_000)} hours`;
}
