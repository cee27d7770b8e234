import { defineErrors } from '#platform/errors/index.ts';

export const sessionErrors = defineErrors({
  'sign_in.too_many_from_address': {
    status: 429,
    text: 'Too many attempts from your address. Nothing was changed; try again in {seconds} seconds.',
  },
  'sign_in.too_many_for_account': {
    status: 429,
    text: 'Too many attempts for this account. It is safe and unchanged; try again in {seconds} seconds.',
  },
  'sign_in.needs_https': {
    status: 400,
    text: 'Browsers keep the sign-in cookie only over https, or on localhost. Open Rapport through https (set PUBLIC_URL to that address) or as http://localhost on the same machine; {origin} is neither.',
  },
  'sign_in.password_weak': { status: 400, text: 'Choose another password: {reason}.' },
  'owner.exists': {
    status: 409,
    text: 'Rapport has an owner already. Sign in, or ask the owner for an invitation.',
  },
  'owner.link_invalid': {
    status: 410,
    text: 'This link was used, or is older than 24 hours. Start Rapport again: it prints a valid one as long as there is no owner.',
  },
  'staff.email_taken': { status: 409, text: 'Somebody with the address {email} has an account already.' },
  'token.refused': {
    status: 401,
    text: 'The personal token is unknown, expired or was ended. Make a new one in Settings › Tokens.',
  },
  'token.scope_unknown': {
    status: 400,
    text: 'There is no scope {scope}. GET /permissions lists the names; read and write are bundles.',
  },
  'token.scope_not_held': {
    status: 403,
    text: 'Your role does not hold {scope}, so a token of yours cannot either.',
  },
  'token.not_found': { status: 404, text: 'This token does not exist, or is not yours.' },
  'token.expiry_past': { status: 400, text: 'The expiry lies in the past. Choose a later one, or none.' },
  'session.not_found': { status: 404, text: 'This session has ended already, or is not yours.' },
  'session.people_only': { status: 403, text: 'A personal token cannot do this. Sign in with a browser.' },
});
