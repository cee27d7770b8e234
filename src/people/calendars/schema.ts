import { z } from 'zod';
import { idOf, text } from '#platform/http/index.ts';
import { isZone } from '#lib/hours/index.ts';
import { HOLIDAY_COUNTRIES } from '#lib/holidays/index.ts';

export const calendarId = idOf('cal');
export const calendarParams = z.object({ id: calendarId });

/** `2026-12-25`, between 2000 and 2100. */
export const dayShape = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day <= '2100-12-31', { error: 'must lie between 2000 and 2100' });

const minute = z.number().int().min(0);

/** Minutes since midnight; `to` above 1440 goes on after midnight. */
export const intervalShape = z
  .object({ from: minute.max(1439), to: minute.max(2880) })
  .refine(({ from, to }) => to > from && to - from <= 1440, {
    error: 'must end after it begins, and within 24 hours',
  });

/** Up to eight intervals of a day that do not overlap. */
export const hoursOfDay = z
  .array(intervalShape)
  .max(8)
  .refine(isApart, { error: 'has hours that overlap' })
  .transform((hours) => hours.toSorted((a, b) => a.from - b.from));

export const weekShape = z
  .array(hoursOfDay)
  .length(7)
  .refine((week) => week.some((hours) => hours.length > 0), {
    error: 'needs hours on at least one day: what never opens keeps no promise',
  });

export const calendarInput = z.object({
  name: text(120),
  /** IANA name: `Europe/Berlin`. */
  zone: z.string().max(60).refine(isZone, { error: 'is no time zone that is known' }),
  /** Monday first. */
  week: weekShape,
  /** The calendar that counts where none is named. Only ever set: make another one the standard to end it. */
  isStandard: z.boolean().default(false),
});

export const exceptionInput = z.object({
  day: dayShape,
  name: z.string().trim().max(120).default(''),
  /** None: closed. */
  open: hoursOfDay.default([]),
});
const interval = z.object({ from: z.number().int(), to: z.number().int() });
export const exceptionShape = z.object({
  day: z.string(),
  name: z.string(),
  open: z.array(interval),
  /** `hand`, `file`, or `holidays:DE`. */
  source: z.string(),
});

export const calendarShape = z.object({
  id: calendarId,
  name: z.string(),
  zone: z.string(),
  week: z.array(z.array(interval)),
  isStandard: z.boolean(),
  exceptions: z.array(exceptionShape),
  /** Whether somebody works just now, and when that changes; null when never. */
  isOpen: z.boolean(),
  changesAt: z.iso.datetime().nullable(),
});
export type CalendarView = z.output<typeof calendarShape>;

export const exceptionsInput = z.object({ days: z.array(exceptionInput).min(1).max(1000) });
export const removedDays = z.object({ days: z.array(dayShape).min(1).max(1000) });

export const countryCode = z.string().regex(/^[A-Z]{2}$/);
export const holidaysInput = z.object({
  country: countryCode,
  /** First and last year, both included. */
  fromYear: z.number().int().min(2000).max(2100),
  toYear: z.number().int().min(2000).max(2100),
  /** Only tells what would be added. */
  isTrial: z.boolean().default(false),
});
export const fileInput = z.object({
  /** The text of an .ics file. */
  text: z.string().min(1).max(1_000_000),
  fromYear: z.number().int().min(2000).max(2100),
  toYear: z.number().int().min(2000).max(2100),
  isTrial: z.boolean().default(false),
});
/** What an import adds; days that have an exception already are left as they are. */
export const importShape = z.object({
  added: z.array(z.object({ day: z.string(), name: z.string() })),
  kept: z.array(z.object({ day: z.string(), name: z.string() })),
  /** Events of the file that were not followed. */
  skipped: z.array(z.object({ line: z.number().int(), name: z.string(), reason: z.string() })),
});
export type ImportView = z.output<typeof importShape>;

export const countriesShape = z.object({ items: z.array(z.string()) });
export const COUNTRIES = HOLIDAY_COUNTRIES;

function isApart(hours: readonly { from: number; to: number }[]): boolean {
  const sorted = hours.toSorted((a, b) => a.from - b.from);
  return sorted.every((one, index) => index === 0 || one.from >= sorted[index - 1]!.to);
}
