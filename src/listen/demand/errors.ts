import { defineErrors } from '#platform/errors/index.ts';

export const demandErrors = defineErrors({
  'demand.no_need': {
    status: 404,
    text: 'There is no need {id}. It may have been removed. Nothing was changed.',
  },
  'demand.no_topic': {
    status: 400,
    text: 'There is no topic {id}. Choose topics that are there; nothing was saved.',
  },
  'demand.no_outlet': { status: 404, text: 'There is no outlet {code}. Nothing was changed.' },
  'demand.outlets_wrong': {
    status: 400,
    text: '{problem} Nothing was taken over; mend the file and send it again.',
  },
});
