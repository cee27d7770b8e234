import { defineErrors } from '#platform/errors/index.ts';

export const mailboxErrors = defineErrors({
  'account.refused': { status: 400, text: 'The mailbox was not connected. {reason} Nothing was changed.' },
  'source.config_invalid': { status: 400, text: 'The mailbox cannot be read like this ({field}): {reason}' },
});
