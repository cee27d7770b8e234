import { defineErrors } from '#platform/errors/index.ts';

export const floodErrors = defineErrors({
  'flood.not_found': {
    status: 404,
    text: 'There is no flood {id}, or everything of it has been let in. Nothing was changed.',
  },
  'flood.not_trusted': { status: 404, text: 'This sender can be held already. Nothing was changed.' },
  'flood.none_left': {
    status: 409,
    text: 'These messages are let in already, or were deleted. Nothing was changed.',
  },
});
