import { defineErrors } from '#platform/errors/index.ts';

export const outOfHoursErrors = defineErrors({
  'out-of-hours.language_double': {
    status: 422,
    text: 'The automatic answer is written in {language} twice. Nothing was saved.',
  },
  'out-of-hours.double': {
    status: 422,
    text: 'There are two settings for the same channel. Nothing was saved.',
  },
  'out-of-hours.unknown_variable': {
    status: 422,
    text: 'No conversation will ever know {names}. Nothing was saved.',
  },
  'out-of-hours.calendar_unknown': {
    status: 422,
    text: 'The calendar is not there any more. Nothing was saved.',
  },
});
