import { defineErrors } from '#platform/errors/index.ts';

export const teamErrors = defineErrors({
  'team.not_found': { status: 404, text: 'There is no such team; it was removed, or never was.' },
  'team.name_taken': { status: 409, text: 'There is a team called “{name}” already. Nothing was changed.' },
  'team.person_unknown': {
    status: 422,
    text: 'Somebody named here does not work here any more ({id}). Nothing was changed.',
  },
  'team.absence_not_found': { status: 404, text: 'There is no such absence; it is over or was taken back.' },
  'team.absence_over': {
    status: 422,
    text: 'An absence must end after now and after it begins. Nothing was changed.',
  },
  'team.hand_over_self': {
    status: 422,
    text: 'Nobody can hand work over to themselves. Choose a colleague or a team.',
  },
  'team.not_yours': {
    status: 403,
    text: 'Only managers can say that somebody else is away. Nothing was changed.',
  },
});
