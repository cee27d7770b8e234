import { type App, perApp } from '#platform/app/index.ts';
import type { Hours } from '#lib/hours/index.ts';
import { selectCalendars } from './store.ts';

interface Remembered {
  hours: Promise<{ byId: ReadonlyMap<string, Hours>; standard: Hours }> | undefined;
}

const rememberedBy = perApp((app) => {
  const made: Remembered = { hours: undefined };
  app.bus.on('calendar.changed', () => forgetHours(app));
  app.bus.on('bus.resync', () => forgetHours(app));
  return made;
});

/**
 * The hours of a calendar, for `lib/hours`. Null, or a calendar that is gone: those of the standard one. Remembered until
 * `calendar.changed`, so asking costs nothing.
 */
export async function hoursOf(app: App, calendarId: string | null): Promise<Hours> {
  const { byId, standard } = await readHours(app);
  return (calendarId === null ? undefined : byId.get(calendarId)) ?? standard;
}

/** The hours of every calendar by its id, and those of the standard one. */
export function readHours(app: App): Promise<{ byId: ReadonlyMap<string, Hours>; standard: Hours }> {
  const remembered = rememberedBy(app);
  if (remembered.hours) return remembered.hours;
  const loading = selectCalendars(app).then((calendars) => ({
    byId: new Map<string, Hours>(calendars.map((calendar) => [calendar.id, calendar])),
    standard: calendars.find(({ isStandard }) => isStandard) ?? calendars[0]!,
  }));
  remembered.hours = loading;
  loading.catch(() => (remembered.hours = undefined));
  return loading;
}

/** Makes this process read the calendars again. */
export function forgetHours(app: App): void {
  rememberedBy(app).hours = undefined;
}
