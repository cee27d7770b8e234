import { isOpen, nextClose, nextOpen } from '#lib/hours/index.ts';
import type { CalendarView } from './schema.ts';
import type { Calendar } from './store.ts';

/** A calendar as people see it, with whether it is open just now. */
export function present(calendar: Calendar, now: Date): CalendarView {
  const isOpenNow = isOpen(calendar, now);
  const changesAt = isOpenNow ? nextClose(calendar, now) : nextOpen(calendar, now);
  return { ...calendar, isOpen: isOpenNow, changesAt: changesAt?.toISOString() ?? null };
}
