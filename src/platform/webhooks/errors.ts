import { defineErrors } from '#platform/errors/index.ts';

export const webhookErrors = defineErrors({
  'webhook.not_found': { status: 404, text: 'There is no webhook with the id {id}.' },
  'webhook.no_delivery': {
    status: 404,
    text: 'There is no message with the id {id} in the log. It keeps thirty days.',
  },
  'webhook.type_unknown': {
    status: 400,
    text: 'Nothing is told under the type “{type}”. Nothing was saved.',
  },
  'webhook.too_many': { status: 409, text: 'There are {count} webhooks already. Remove one first.' },
});
