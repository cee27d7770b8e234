import type { Place } from './thread.ts';

/**
 * When a mail was written, by its sender's clock. An answer never stands before what it answers: clocks are wrong, and mail counts in seconds.
 */
export function timeOf(
  sent: Date | undefined,
  { parentAt, isToOurs }: Pick<Place, 'parentAt' | 'isToOurs'>,
  { receivedAt, readAt }: { receivedAt: Date; readAt: Date },
): Date {
  const byClock = byOwnClock(sent, receivedAt).getTime();
  // What we sent left before its answer came: at the latest at the end of that second.
  const came = Math.min(readAt.getTime(), receivedAt.getTime() + 999);
  const apart = isToOurs ? Math.max(byClock, came) : byClock;
  const after = parentAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  return new Date(apart > after ? apart : Math.max(receivedAt.getTime(), after + 1));
}

/** The sender's own clock, unless it is days away from when the mail came. */
function byOwnClock(sent: Date | undefined, receivedAt: Date): Date {
  const TWO_DAYS = 2 * 86_400_000;
  const apart = sent === undefined ? Number.NaN : receivedAt.getTime() - sent.getTime();
  if (sent === undefined || !(apart >= 0 && apart < TWO_DAYS)) return receivedAt;
  return new Date(sent.getTime() + receivedAt.getMilliseconds());
}
