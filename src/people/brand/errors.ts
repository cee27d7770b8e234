import { defineErrors } from '#platform/errors/index.ts';

export const brandErrors = defineErrors({
  'account.network_unknown': {
    status: 400,
    text: 'Rapport cannot answer on {network}. Networks it can answer on: {known}.',
  },
  'account.not_found': { status: 404, text: 'This account is not connected (any more).' },
  'account.unreachable': {
    status: 502,
    text: 'The network could not be asked: {reason} Nothing was changed; try again shortly.',
  },
  'brand.sample_missing': { status: 409, text: 'This installation was made without the sample stream.' },
});
