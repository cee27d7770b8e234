import { defineErrors } from '#platform/errors/index.ts';

export const brandErrors = defineErrors({
  'account.network_unknown': {
    status: 400,
    text: 'Rapport cannot answer on {network}. Networks it can answer on: {known}.',
  },
  'account.no_sign_in': {
    status: 400,
    text: 'Nobody signs in elsewhere for {network}. Nothing was changed.',
  },
  'account.sign_in_over': {
    status: 409,
    text: 'This sign-in is over, was used, or was begun by somebody else. Nothing was changed; begin it again.',
  },
  'account.not_found': { status: 404, text: 'This account is not connected (any more).' },
  'account.unreachable': {
    status: 502,
    text: 'The network could not be asked: {reason} Nothing was changed; try again shortly.',
  },
  'brand.sample_missing': { status: 409, text: 'This installation was made without the sample stream.' },
});
