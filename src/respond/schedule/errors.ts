import { defineErrors } from '#platform/errors/index.ts';

export const scheduleErrors = defineErrors({
  'schedule.not_found': { status: 404, text: 'There is no such scheduled answer.' },
  'schedule.time_unknown': {
    status: 422,
    text: 'There is no {wall} in the time zone {zone}. Nothing was scheduled; choose another time.',
  },
  'schedule.too_soon': {
    status: 422,
    text: 'That time is over, or within half a minute. Nothing was scheduled; send it now, or choose a later time.',
  },
  'schedule.too_far': { status: 422, text: 'That is more than a year away. Nothing was scheduled.' },
  'schedule.never_open': {
    status: 422,
    text: 'This calendar does not open within twenty years. Nothing was scheduled; choose a time.',
  },
  'schedule.over': {
    status: 409,
    text: 'This answer is {state} already. Nothing was changed; look at the conversation.',
  },
  'schedule.overtaken': {
    status: 409,
    text: 'It was changed meanwhile. Nothing was done; look at it again.',
  },
});
