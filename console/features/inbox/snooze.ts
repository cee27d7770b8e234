import type { MessageKey } from '../../i18n/index.ts';

export interface SnoozeChoice {
  id: 'later' | 'evening' | 'tomorrow' | 'weekend' | 'monday' | 'answer' | 'month';
  label: MessageKey;
  until: Date;
}

/** The natural times to look again, in the viewer's own zone, soonest first and without doubles. */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const day = now.getDay();
  const choices: (SnoozeChoice | false)[] = [
    { id: 'later', label: 'inbox.snooze.later', until: roundUp(new Date(now.getTime() + 3 * 3_600_000)) },
    now.getHours() < 14 && { id: 'evening', label: 'inbox.snooze.evening', until: at(now, 0, 18) },
    { id: 'tomorrow', label: 'inbox.snooze.tomorrow', until: at(now, 1, 9) },
    day >= 1 && day <= 4 && { id: 'weekend', label: 'inbox.snooze.weekend', until: at(now, 6 - day, 9) },
    // On a Sunday tomorrow is Monday.
    day !== 0 && { id: 'monday', label: 'inbox.snooze.monday', until: at(now, 8 - day, 9) },
    { id: 'answer', label: 'inbox.snooze.answer', until: at(now, 7, 10) },
    { id: 'month', label: 'inbox.snooze.month', until: inAMonth(now) },
  ];
  return choices.filter((choice) => choice !== false);
}

/** When a choice ends, for its row: `Tue 09:00`, with the date when it is further away than a week. */
export function describeUntil(until: Date, now: Date): string {
  const isFar = until.getTime() - now.getTime() > 6.5 * 86_400_000;
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(isFar && { day: 'numeric', month: 'short' }),
  }).format(until);
}

function at(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

function roundUp(time: Date): Date {
  const quarter = 15 * 60_000;
  return new Date(Math.ceil(time.getTime() / quarter) * quarter);
}

/** The same day next month; the last day of it when there is no such day. */
function inAMonth(now: Date): Date {
  const last = new Date(now.getFullYear(), now.getMonth() + 2, 0).getDate();
  return new Date(now.getFullYear(), now.getMonth() + 1, Math.min(now.getDate(), last), 9);
}
