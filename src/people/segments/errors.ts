import { defineErrors } from '#platform/errors/index.ts';

export const segmentErrors = defineErrors({
  'segment.not_found': { status: 404, text: 'There is no segment {id}.' },
  'segment.invalid': { status: 422, text: 'This segment cannot be used: {reason} Nothing was saved.' },
  'segment.name_taken': {
    status: 409,
    text: 'There is a segment called “{name}” already. Nothing was saved.',
  },
  'segment.restore_name_taken': {
    status: 409,
    text: 'There is a segment of that name again. Give that one another name first; nothing was brought back.',
  },
  'segment.too_many': { status: 409, text: 'There are {most} segments already. Remove one first.' },
  'segment.used': {
    status: 409,
    text: 'This segment is used by {uses}. Take it out there first; nothing was removed.',
  },
  'segment.account_unknown': { status: 404, text: 'There is no account {id}. Nothing was changed.' },
});
