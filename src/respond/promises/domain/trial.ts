import type { Promised, Rules } from './promise.ts';
import { dueOf } from './promise.ts';
import { KINDS, type Kind, type Policy, targetOf } from './policy.ts';

export interface Tally {
  kept: number;
  missed: number;
  /** Not over yet. */
  running: number;
}

export interface Trial extends Tally {
  byKind: Record<Kind, Tally>;
  /** Conversations that would have been missed, newest first. */
  missedIds: string[];
  /** Clocks that the policy's condition asks for but an earlier policy takes. */
  taken: number;
}

const MOST_IDS = 20;

/**
 * What a policy would have given for clocks of the past: those that `isAsked` by its condition, without what policies ahead of it take.
 * Ended without an answer and in time counts as nothing.
 */
export function tryOut(
  policy: Policy,
  clocks: readonly Promised[],
  rules: Pick<Rules, 'hoursFor'> & {
    isAsked(clock: Promised): boolean;
    isTaken(clock: Promised): boolean;
  },
  now: Date,
): Trial {
  const none = (): Tally => ({ kept: 0, missed: 0, running: 0 });
  const byKind = Object.fromEntries(KINDS.map((kind) => [kind, none()])) as Record<Kind, Tally>;
  const trial: Trial = { ...none(), byKind, missedIds: [], taken: 0 };
  for (const clock of clocks) {
    if (!rules.isAsked(clock)) continue;
    const minutes = targetOf(policy, clock.kind, clock.traits.urgency);
    if (minutes === null) continue;
    if (rules.isTaken(clock)) {
      trial.taken += 1;
      continue;
    }
    const outcome = outcomeOf(clock, dueOf(clock, policy, minutes, rules), now);
    if (!outcome) continue;
    trial[outcome] += 1;
    trial.byKind[clock.kind][outcome] += 1;
    if (outcome === 'missed' && trial.missedIds.length < MOST_IDS) trial.missedIds.push(clock.conversationId);
  }
  return trial;
}

function outcomeOf(clock: Promised, dueAt: Date | null, now: Date): keyof Tally | undefined {
  const isLate = dueAt !== null && (clock.endedAt ?? now) > dueAt;
  if (isLate) return 'missed';
  if (!clock.endedAt) return 'running';
  return clock.isVoid ? undefined : 'kept';
}
