import { defineErrors } from '#platform/errors/index.ts';

export const blueskyErrors = defineErrors({
  'source.config_invalid': { status: 400, text: '{field}: {problem}' },
  'account.refused': { status: 400, text: 'Bluesky did not let the account in: {reason} Nothing was saved.' },
});
