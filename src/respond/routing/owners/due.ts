import { addWorking, type Hours, NeverOpen } from '#lib/hours/index.ts';

export interface OwnershipRule {
  minutes: number;
  warnMinutes: number;
}

/** What is due with somebody who has had a conversation since then: nothing, a warning, or that it is taken back. Working time of the team counts. */
export function dueOf(
  rule: OwnershipRule,
  since: Date,
  now: Date,
  hours: Hours | null,
): { state: 'none' | 'warn' | 'take'; dueAt: Date | null } {
  const after = (minutes: number) => later(since, minutes * 60_000, hours);
  const dueAt = after(rule.minutes);
  if (dueAt === null) return { state: 'none', dueAt };
  if (now >= dueAt) return { state: 'take', dueAt };
  const warnAt = rule.warnMinutes > 0 ? after(rule.minutes - rule.warnMinutes) : null;
  return { state: warnAt !== null && now >= warnAt ? 'warn' : 'none', dueAt };
}

/** Null when the team never works again. */
function later(since: Date, ms: number, hours: Hours | null): Date | null {
  if (hours === null) return new Date(since.getTime() + ms);
  try {
    return addWorking(hours, since, ms);
  } catch (error) {
    if (error instanceof NeverOpen) return null;
    throw error;
  }
}
