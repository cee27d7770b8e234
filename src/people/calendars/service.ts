import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Interval } from '#lib/hours/index.ts';
import { calendarErrors } from './errors.ts';
import { forgetHours } from './remembered.ts';
import {
  type Calendar,
  deleteCalendar,
  deleteExceptions,
  lockCalendar,
  saveCalendar,
  saveExceptions,
  selectCalendar,
  selectCalendars,
} from './store.ts';

export const MOST_EXCEPTIONS = 2000;

export interface CalendarInput {
  name: string;
  zone: string;
  week: Interval[][];
  isStandard: boolean;
}

/** All calendars, the standard one first. */
export const readCalendars = (app: App): Promise<Calendar[]> => selectCalendars(app);

/** Throws `calendar.not_found`. */
export async function readCalendar(app: App, id: string): Promise<Calendar> {
  return found(await selectCalendar(app, id));
}

/** Saves a new calendar, or changes one. Throws `calendar.name_taken`. */
export async function putCalendar(
  app: App,
  actor: Actor,
  input: CalendarInput,
  id?: string,
): Promise<Calendar> {
  const saved = id ?? newId('cal');
  await naming(input.name, 'calendar.name_taken', '23505', () =>
    app.db.transaction(async () => {
      const before = id === undefined ? undefined : found(await lockCalendar(app, id));
      await saveCalendar(app, { ...input, id: saved });
      const { name, zone } = input;
      await audit(app, actor, {
        action: before ? 'calendar.changed' : 'calendar.added',
        subject: saved,
        detail: { name, zone, ...(input.isStandard && !before?.isStandard ? { isStandard: true } : {}) },
      });
      await tell(app, saved);
    }),
  );
  return readCalendar(app, saved);
}

/** Throws `calendar.in_use` while a team, a promise or a shift follows it, `calendar.is_standard` for the standard one. */
export async function removeCalendar(app: App, actor: Actor, id: string): Promise<void> {
  const { name } = await readCalendar(app, id);
  await naming(name, 'calendar.in_use', '23503', () =>
    app.db.transaction(async () => {
      const calendar = found(await lockCalendar(app, id));
      if (calendar.isStandard) throw calendarErrors('calendar.is_standard', { name });
      await deleteCalendar(app, id);
      await audit(app, actor, { action: 'calendar.removed', subject: id, detail: { name } });
      await tell(app, id);
    }),
  );
}

/** Gives days hours of their own; those that had some already are changed. */
export async function putExceptions(
  app: App,
  actor: Actor,
  id: string,
  days: readonly { day: string; name: string; open: Interval[] }[],
): Promise<Calendar> {
  return changeExceptions(app, actor, id, 'calendar.days_saved', async () => {
    await saveExceptions(
      app,
      id,
      [...new Map(days.map((one) => [one.day, { ...one, source: 'hand' }])).values()],
      true,
    );
    return days.map(({ day }) => day);
  });
}

/** Days follow their week again. */
export async function removeExceptions(
  app: App,
  actor: Actor,
  id: string,
  days: readonly string[],
): Promise<Calendar> {
  return changeExceptions(app, actor, id, 'calendar.days_removed', async () => {
    await deleteExceptions(app, id, days);
    return days;
  });
}

/**
 * Closes days that a file or a country names. Days that have an exception already stay as they are; with `isTrial` nothing is saved.
 */
export async function importDays(
  app: App,
  actor: Actor,
  id: string,
  given: { days: readonly { day: string; name: string }[]; source: string; isTrial: boolean },
): Promise<{ added: { day: string; name: string }[]; kept: { day: string; name: string }[] }> {
  const { exceptions } = await readCalendar(app, id);
  const known = new Map(exceptions.map((one) => [one.day, one.name]));
  const added = given.days.filter(({ day }) => !known.has(day));
  const kept = given.days.flatMap(({ day }) => (known.has(day) ? { day, name: known.get(day)! } : []));
  if (!given.isTrial && added.length > 0)
    await changeExceptions(
      app,
      actor,
      id,
      'calendar.days_imported',
      async () => {
        const closed = added.map((one) => ({ ...one, open: [], source: given.source }));
        await saveExceptions(app, id, closed, false);
        return closed.map(({ day }) => day);
      },
      { source: given.source },
    );
  return { added, kept };
}

async function changeExceptions(
  app: App,
  actor: Actor,
  id: string,
  action: string,
  change: () => Promise<readonly string[]>,
  detail: Record<string, unknown> = {},
): Promise<Calendar> {
  return app.db.transaction(async () => {
    found(await lockCalendar(app, id));
    const days = await change();
    const calendar = await readCalendar(app, id);
    if (calendar.exceptions.length > MOST_EXCEPTIONS)
      throw calendarErrors('calendar.too_many_days', { most: MOST_EXCEPTIONS });
    await audit(app, actor, {
      action,
      subject: id,
      detail: { name: calendar.name, count: days.length, days: days.slice(0, 50), ...detail },
    });
    await tell(app, id);
    return calendar;
  });
}

async function tell(app: App, calendarId: string): Promise<void> {
  await app.bus.publish('calendar.changed', { calendarId });
  app.db.afterCommit(() => forgetHours(app));
}

function found(calendar: Calendar | undefined): Calendar {
  if (!calendar) throw calendarErrors('calendar.not_found');
  return calendar;
}

/** What the database refuses by a constraint, in words. */
async function naming<R>(
  name: string,
  code: 'calendar.name_taken' | 'calendar.in_use',
  state: string,
  work: () => Promise<R>,
): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === state)
      throw calendarErrors(code, { name });
    throw error;
  }
}
