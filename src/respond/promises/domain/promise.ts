import type { Hours } from '#lib/hours/index.ts';
import type { Clock } from './clock.ts';
import { reckon } from './due.ts';
import { type Policy, targetOf, type Traits } from './policy.ts';

/** A clock with what it is about and what is promised for it. */
export interface Promised extends Clock {
  conversationId: string;
  traits: Traits;
  policyId: string | null;
  dueAt: Date | null;
  nextAt: Date | null;
  warnedAt: Date | null;
  missedAt: Date | null;
  outcome: 'kept' | 'missed' | 'void' | null;
}

/** Everything that promises are made from. */
export interface Rules {
  /** The first policy that is on and whose condition holds for a conversation. */
  policyOf(conversationId: string): Policy | undefined;
  hoursFor(policy: Policy, traits: Traits): Hours;
}

const MINUTE_MS = 60_000;

/**
 * The clock with what is promised for it at a moment: when it was heard of, or now. A promise that would be over then is not made: nobody could have
 * kept it, as with posts of last week that are read in today.
 * One that was missed stays missed, whatever changes later.
 */
export function promised(clock: Promised, rules: Rules, now: Date): Promised {
  if (clock.missedAt) return clock;
  const policy = rules.policyOf(clock.conversationId);
  const minutes = policy ? targetOf(policy, clock.kind, clock.traits.urgency) : null;
  const none = { ...clock, policyId: null, dueAt: null, nextAt: null };
  if (!policy || minutes === null) return none;
  const dueAt = dueOf(clock, policy, minutes, rules);
  const isNew = clock.policyId === null;
  if (isNew && dueAt && dueAt <= now) return none;
  const isSame = !isNew && dueAt?.getTime() === clock.dueAt?.getTime();
  const warnedAt = isSame ? clock.warnedAt : null;
  const nextAt = nextOf(dueAt, warnedAt, policy.terms.warnMinutes);
  return { ...clock, policyId: policy.id, dueAt, nextAt, warnedAt };
}

/** The outcome of a clock that has ended; an answer given in time counts as kept, also when the breach was noted first. */
export function settled(clock: Promised): Promised {
  if (!clock.endedAt) return clock;
  const over = { ...clock, nextAt: null };
  if (clock.policyId === null) return over;
  const isLate = clock.dueAt !== null && clock.endedAt > clock.dueAt;
  if (clock.isVoid && !isLate && !clock.missedAt) return { ...over, outcome: 'void' };
  if (isLate) return { ...over, outcome: 'missed', missedAt: clock.missedAt ?? clock.dueAt };
  return clock.isVoid ? { ...over, outcome: 'missed' } : { ...over, outcome: 'kept', missedAt: null };
}

/** When something is to be done: warn, then note the breach; null while the clock stands still. */
export function nextOf(dueAt: Date | null, warnedAt: Date | null, warnMinutes: number): Date | null {
  if (!dueAt) return null;
  return warnedAt || warnMinutes === 0 ? dueAt : new Date(dueAt.getTime() - warnMinutes * MINUTE_MS);
}

/** When a policy's promise for a clock is due; null while it stands still. */
export function dueOf(
  clock: Pick<Promised, 'kind' | 'startedAt' | 'stretches' | 'traits'>,
  policy: Policy,
  targetMinutes: number,
  rules: Pick<Rules, 'hoursFor'>,
): Date | null {
  const hours = policy.terms.within === 'always' ? null : rules.hoursFor(policy, clock.traits);
  return reckon(clock, { hours, targetMinutes, pauses: policy.terms.pauses }).dueAt;
}
