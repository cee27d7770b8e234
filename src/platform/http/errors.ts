import { defineErrors } from '#platform/errors/index.ts';

export const httpErrors = defineErrors({
  'http.not_signed_in': { status: 401, text: 'Sign in first, or send a personal token.' },
  'http.forbidden': {
    status: 403,
    text: 'This needs the permission {permission}, which your role does not have.',
  },
  'http.people_only': {
    status: 403,
    text: 'A personal token may not change what belongs to its owner alone. Sign in with a browser.',
  },
  'http.cross_site': { status: 403, text: 'The request came from another site and was refused.' },
  'http.invalid': { status: 400, text: 'The request is not usable: {reason}' },
  'http.not_found': { status: 404, text: 'There is nothing at {path}.' },
  'http.too_large': { status: 413, text: 'The request is larger than the {limit} bytes allowed.' },
  'http.too_slow': {
    status: 408,
    text: 'The request did not arrive within {seconds} seconds. Nothing was changed; try again.',
  },
  'http.too_many': { status: 429, text: 'Too many requests. Try again in {seconds} seconds.' },
  'http.internal': {
    status: 500,
    text: 'Something failed on our side. Nothing was changed; the reference is {requestId}.',
  },
  'http.unavailable': {
    status: 503,
    text: 'The database does not answer at the moment. Nothing was changed; try again shortly.',
  },
  'http.outcome_unknown': {
    status: 503,
    text: 'The database was lost while this was being saved. It may have been saved; look before you repeat it. The reference is {requestId}.',
  },
  'http.saved_in_part': {
    status: 500,
    text: 'Something failed on our side after this was saved, at least in part. Look before you repeat it; the reference is {requestId}.',
  },
  'http.disk_full': {
    status: 507,
    text: 'The disk of the server is full. Nothing was changed; make room there and try again.',
  },
  'http.cursor_invalid': { status: 400, text: 'The page cursor is not one of ours.' },
});
