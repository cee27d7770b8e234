export const DAY_MS = 86_400_000;

/** The day of a moment in UTC, as 2026-11-22. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

/** `count` days that end with the one of `last`, oldest first. */
export function daysUntil(last: Date, count: number): string[] {
  return Array.from({ length: count }, (_, back) =>
    dayOf(new Date(last.getTime() - (count - 1 - back) * DAY_MS)),
  );
}
