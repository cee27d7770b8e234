import { addWorking, allDay, type Hours, workingBetween } from '#lib/hours/index.ts';
import type { Kind, Pauses } from './policy.ts';

/** What a conversation was from a moment on. */
export interface Stretch {
  /** Milliseconds since 1970. */
  at: number;
  status: 'open' | 'waiting' | 'snoozed' | 'done';
  /** Its labels while it is snoozed: one may say that the customer wishes it. */
  labels?: readonly string[];
}

/** What is promised for one clock. */
export interface Given {
  /** Null: every minute counts. */
  hours: Hours | null;
  targetMinutes: number;
  pauses: Pauses;
}

export interface Reckoned {
  /** Null while the clock stands still. */
  dueAt: Date | null;
  /** Working time that is left where it stands still. */
  leftMs: number;
}

const ALWAYS = allDay();
const MINUTE_MS = 60_000;

/**
 * When a promise is due, from nothing but the clock's own history: the same answer whenever it is asked, however often hours, pauses and
 * targets changed since. Once due, a later pause changes nothing.
 */
export function reckon(
  clock: { kind: Kind; startedAt: Date; stretches: readonly Stretch[] },
  { hours, targetMinutes, pauses }: Given,
): Reckoned {
  const calendar = hours ?? ALWAYS;
  let leftMs = targetMinutes * MINUTE_MS;
  const { stretches } = clock;
  for (const [index, stretch] of stretches.entries()) {
    const from = new Date(Math.max(clock.startedAt.getTime(), index === 0 ? 0 : stretch.at));
    const next = stretches[index + 1];
    if (isPause(clock.kind, stretch, pauses)) continue;
    if (next === undefined) return { dueAt: addWorking(calendar, from, leftMs), leftMs };
    const to = new Date(next.at);
    if (to <= from) continue;
    const worked = workingBetween(calendar, from, to);
    if (worked >= leftMs) return { dueAt: addWorking(calendar, from, leftMs), leftMs: 0 };
    leftMs -= worked;
  }
  return { dueAt: null, leftMs };
}

/** Whether a clock stands still in a stretch. */
export function isPause(kind: Kind, stretch: Stretch, pauses: Pauses): boolean {
  if (stretch.status === 'waiting') return kind === 'resolution' && pauses.waiting;
  if (stretch.status !== 'snoozed' || pauses.snoozed === 'never') return false;
  const wish = pauses.label.toLowerCase();
  return pauses.snoozed === 'always' || (stretch.labels ?? []).some((label) => label.toLowerCase() === wish);
}
