import { defineErrors } from '#platform/errors/index.ts';

export const outboxErrors = defineErrors({
  'outbox.not_found': { status: 404, text: 'There is nothing to send with the id {id}.' },
  'outbox.wrong_state': {
    status: 409,
    text: 'This is {state} and cannot be {wish} now. Nothing was changed.',
  },
  'outbox.target_unknown': {
    status: 400,
    text: 'There is no such {scope} to suspend. Nothing was changed.',
  },
  'outbox.suspended_already': {
    status: 409,
    text: 'Somebody has suspended {label} already. Nothing was changed.',
  },
  'outbox.not_suspended': { status: 409, text: 'This is not suspended any more. Nothing was changed.' },
  'outbox.suspended': {
    status: 409,
    text: 'Something of this is still suspended. Nothing was sent; end the suspension first.',
  },
});
