const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Between two mails at once; what happens meanwhile goes into the next one. */
export const GAP_MS = 5 * MINUTE_MS;
/** Mails at once that anybody gets in 24 hours; the rest waits for a place. */
export const MOST_A_DAY = 12;

/** When a member may get the next mail at once. `sent`: when he got the last ones, in any order. */
export function nextMailAt(sent: readonly Date[], now: Date): Date {
  const times = sent
    .map((at) => at.getTime())
    .filter((at) => at > now.getTime() - DAY_MS)
    .sort((a, b) => b - a);
  const afterGap = times.length > 0 ? times[0]! + GAP_MS : 0;
  const afterDay = times.length >= MOST_A_DAY ? times[MOST_A_DAY - 1]! + DAY_MS : 0;
  return new Date(Math.max(now.getTime(), afterGap, afterDay));
}

/** The day, or the Monday of the week, that a digest belongs to: `2026-11-23`, by the clock of Greenwich. */
export function periodOf(rhythm: 'daily' | 'weekly', now: Date): string {
  const back = rhythm === 'daily' ? 0 : (now.getUTCDay() + 6) % 7;
  return new Date(now.getTime() - back * DAY_MS).toISOString().slice(0, 10);
}

/** When what a digest tells of began. */
export function sinceOf(rhythm: 'daily' | 'weekly', now: Date): Date {
  return new Date(now.getTime() - (rhythm === 'daily' ? 1 : 7) * DAY_MS);
}
