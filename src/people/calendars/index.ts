/** When the company works: calendars with hours of the week, exceptions of days, and a time zone. Reckon with them by `lib/hours`. */
import './events.ts';
export { calendarsFeature } from './feature.ts';
export type { Calendar } from './store.ts';
/** `hoursOf(app, calendarId | null)`: hours of a calendar, those of the standard one for null; remembered. `readHours`: of all. */
export { hoursOf, readHours } from './remembered.ts';
export { readCalendars } from './service.ts';
/** Save a calendar, close days, import. */
export { importDays, putCalendar, putExceptions, removeCalendar } from './service.ts';
export { daysOfCountry } from './imports.ts';
