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
  'trend.no_board': {
    status: 404,
    text: 'There is no dashboard {id} of yours. Dashboards of others can be copied, not changed.',
  },
  'trend.no_mark': { status: 404, text: 'There is no event {id}. It may have been removed.' },
  'trend.no_report': {
    status: 404,
    text: 'This report is not there. Its link may have expired or been taken back. Ask for a new one.',
  },
  'trend.value_missing': { status: 400, text: '“by” and “value” only go together.' },
});
