import { defineErrors } from '#platform/errors/index.ts';

export const calendarErrors = defineErrors({
  'calendar.not_found': { status: 404, text: 'This calendar does not exist (any more).' },
  'calendar.name_taken': {
    status: 409,
    text: 'Another calendar is called {name}. Nothing was saved; choose another name.',
  },
  'calendar.in_use': {
    status: 409,
    text: 'Teams, promises or shifts still use {name}. It was kept; give them another calendar first.',
  },
  'calendar.is_standard': {
    status: 409,
    text: '{name} counts where no calendar is named, so it stays. Make another one the standard first.',
  },
  'calendar.too_many_days': {
    status: 400,
    text: 'A calendar holds at most {most} exceptions. Nothing was saved; remove days that are over.',
  },
  'calendar.no_holidays': {
    status: 400,
    text: 'The public holidays of {country} are not known here. Import them from a calendar file (.ics) instead.',
  },
});
