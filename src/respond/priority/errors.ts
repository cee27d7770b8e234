import { defineErrors } from '#platform/errors/index.ts';

export const priorityErrors = defineErrors({
  'priority.unknown_factor': { status: 422, text: 'There is no factor “{key}”. Nothing was saved.' },
  'priority.overtaken': {
    status: 409,
    text: 'Somebody else changed the weights meanwhile. Nothing was saved; look at them again.',
  },
  'priority.nothing_to_undo': { status: 409, text: 'There is no change of the weights to take back.' },
  'priority.not_pinned': {
    status: 404,
    text: 'Nobody changed the priority of this conversation, or it was taken back.',
  },
});
