import { defineErrors } from '#platform/errors/index.ts';

export const reportErrors = defineErrors({
  'report.period_invalid': {
    status: 422,
    text: 'A period ends after it begins and is at most two years long. Choose other days.',
  },
  'report.too_many_mails': {
    status: 409,
    text: 'You get {most} reports by mail already. Nothing was changed; end one of them first.',
  },
  'wallboard.link_not_found': {
    status: 404,
    text: 'This link does not work: it was withdrawn, or cut on its way. Ask a manager for another one.',
  },
});
