import { route, type Route } from '#platform/http/index.ts';
import { listOf } from '#people/sessions/index.ts';
import { daysOfCountry, daysOfFile } from './imports.ts';
import { present } from './present.ts';
import {
  calendarInput,
  calendarParams,
  calendarShape,
  COUNTRIES,
  countriesShape,
  exceptionsInput,
  fileInput,
  holidaysInput,
  importShape,
  removedDays,
} from './schema.ts';
import {
  importDays,
  putCalendar,
  putExceptions,
  readCalendar,
  readCalendars,
  removeCalendar,
  removeExceptions,
} from './service.ts';

export const permissions = {
  'calendars.read': ['owner', 'admin', 'manager', 'agent', 'viewer'],
  'calendars.manage': ['owner', 'admin', 'manager'],
} as const;

const read = 'calendars.read';
const manage = 'calendars.manage';

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    url: '/calendars',
    permission: read,
    summary: 'When the company works: all calendars with their exceptions, the standard one first',
    response: listOf(calendarShape),
    async handler({ app }) {
      const [calendars, now] = await Promise.all([readCalendars(app), app.db.now()]);
      return { items: calendars.map((calendar) => present(calendar, now)) };
    },
  }),
  route({
    method: 'GET',
    url: '/calendars/countries',
    permission: read,
    summary: 'Countries whose public holidays are known',
    response: countriesShape,
    handler: async () => ({ items: [...COUNTRIES] }),
  }),
  route({
    method: 'POST',
    url: '/calendars',
    permission: manage,
    summary: 'Add a calendar',
    body: calendarInput,
    response: calendarShape,
    status: 201,
    handler: async ({ app, actor, body }) => present(await putCalendar(app, actor, body), app.clock.now()),
  }),
  route({
    method: 'GET',
    url: '/calendars/:id',
    permission: read,
    summary: 'One calendar',
    params: calendarParams,
    response: calendarShape,
    handler: async ({ app, params }) => present(await readCalendar(app, params.id), await app.db.now()),
  }),
  route({
    method: 'PUT',
    url: '/calendars/:id',
    permission: manage,
    summary: 'Change name, zone or week of a calendar; its exceptions stay',
    params: calendarParams,
    body: calendarInput,
    response: calendarShape,
    handler: async ({ app, actor, params, body }) =>
      present(await putCalendar(app, actor, body, params.id), app.clock.now()),
  }),
  route({
    method: 'DELETE',
    url: '/calendars/:id',
    permission: manage,
    summary: 'Remove a calendar that nothing follows any more',
    params: calendarParams,
    handler: ({ app, actor, params }) => removeCalendar(app, actor, params.id),
  }),
  route({
    method: 'PUT',
    url: '/calendars/:id/exceptions',
    permission: manage,
    summary: 'Close days, or give them hours of their own',
    params: calendarParams,
    body: exceptionsInput,
    response: calendarShape,
    handler: async ({ app, actor, params, body }) =>
      present(await putExceptions(app, actor, params.id, body.days), app.clock.now()),
  }),
  route({
    method: 'POST',
    url: '/calendars/:id/exceptions/remove',
    permission: manage,
    summary: 'Let days follow their week again',
    params: calendarParams,
    body: removedDays,
    response: calendarShape,
    handler: async ({ app, actor, params, body }) =>
      present(await removeExceptions(app, actor, params.id, body.days), app.clock.now()),
  }),
  route({
    method: 'POST',
    url: '/calendars/:id/holidays',
    permission: manage,
    summary: 'Close on the public holidays of a country; days with an exception stay as they are',
    params: calendarParams,
    body: holidaysInput,
    response: importShape,
    async handler({ app, actor, params, body }) {
      const { days, source } = daysOfCountry(body);
      const done = await importDays(app, actor, params.id, { days, source, isTrial: body.isTrial });
      return { ...done, skipped: [] };
    },
  }),
  route({
    method: 'POST',
    url: '/calendars/:id/file',
    permission: manage,
    summary: 'Close on the days of a calendar file (.ics); tells which of its events were not followed',
    perMinute: 30,
    bodyLimit: 2_000_000,
    params: calendarParams,
    body: fileInput,
    response: importShape,
    async handler({ app, actor, params, body }) {
      const { days, skipped } = daysOfFile(body);
      const done = await importDays(app, actor, params.id, { days, source: 'file', isTrial: body.isTrial });
      return { ...done, skipped };
    },
  }),
];
