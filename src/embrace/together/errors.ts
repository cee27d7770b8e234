import { defineErrors } from '#platform/errors/index.ts';

export const togetherErrors = defineErrors({
  'together.no_category': { status: 404, text: 'There is no such category. Nothing was changed.' },
  'together.no_calendar': { status: 404, text: 'There is no such calendar. Nothing was changed.' },
  'together.no_thread': { status: 404, text: 'There is no such question here.' },
  'together.not_yours': {
    status: 403,
    text: 'Say first that you have this problem, too (“Same here” below the question). Nothing was sent.',
  },
  'together.not_open': {
    status: 403,
    text: 'You are not among those who want to be introduced. Nothing was sent.',
  },
  'together.bad_text': { status: 400, text: 'A message has 1 to 2,000 letters. Nothing was sent.' },
  'together.too_fast': {
    status: 429,
    text: 'That was a lot at once. Nothing was sent; try again in a minute.',
  },
  'together.form_over': { status: 403, text: 'The form was too old. Nothing was sent; repeat it here.' },
});
