import { defineErrors } from '#platform/errors/index.ts';

export const chatErrors = defineErrors({
  'account.refused': {
    status: 400,
    text: 'There is no web chat with this id. Make it under Settings, Web chat. Nothing was changed.',
  },
});
