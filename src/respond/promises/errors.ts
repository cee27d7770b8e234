import { defineErrors } from '#platform/errors/index.ts';

export const promiseErrors = defineErrors({
  'promise.not_found': { status: 404, text: 'This policy does not exist (any more).' },
  'promise.calendar_unknown': {
    status: 400,
    text: 'The calendar of this policy does not exist (any more). Nothing was saved; choose another one.',
  },
  'promise.order_incomplete': {
    status: 409,
    text: 'Somebody added or removed a policy meanwhile. The order was kept; look again.',
  },
});
