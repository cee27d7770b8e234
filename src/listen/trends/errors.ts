import { defineErrors } from '#platform/errors/index.ts';

export const trendErrors = defineErrors({
  'trend.no_subject': {
    status: 404,
    text: 'There is no topic {subject}. It may have been removed. Choose another one.',
  },
  'trend.period_wrong': {
    status: 400,
    text: 'The period must end after it begins and have at most {days} days.',
  },
  'trend.zone_unknown': { status: 400, text: 'The time zone “{zone}” is not known.' },
  'trend.value_missing': { status: 400, text: '“by” and “value” only go together.' },
});
