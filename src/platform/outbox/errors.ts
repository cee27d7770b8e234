import { defineErrors } from '#platform/errors/index.ts';

export const outboxErrors = defineErrors({
  'outbox.not_found': { status: 404, text: 'There is nothing to send with the id {id}.' },
  'outbox.wrong_state': {
    status: 409,
    text: 'This is {state} and cannot be {wish} now. Nothing was changed.',
  },
  'outbox.reason_missing': {
    status: 400,
    text: 'Say why everything outgoing is held: the others see the reason.',
  },
});
