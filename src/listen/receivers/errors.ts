import { defineErrors } from '#platform/errors/index.ts';

export const receiverErrors = defineErrors({
  'receiver.not_found': { status: 404, text: 'There is no receiver with the id {id}.' },
  'receiver.unknown': { status: 404, text: 'Nobody receives at this address. Nothing was taken.' },
  'receiver.off': {
    status: 503,
    text: 'This receiver is switched off. Nothing was taken; send it again later.',
  },
  'receiver.unsigned': { status: 401, text: '{problem} Nothing was taken.' },
  'receiver.unreadable': {
    status: 422,
    text: '{problem} Nothing was taken; the message is kept for the people here.',
  },
  'receiver.no_message': { status: 404, text: 'There is no such message in the log. It keeps thirty days.' },
  'receiver.too_many': { status: 409, text: 'There are {count} receivers already. Remove one first.' },
  'receiver.secret_weak': {
    status: 400,
    text: 'A secret of Standard Webhooks is “whsec_” with the base64 of at least 16 bytes behind it. Leave it empty to have one made. Nothing was saved.',
  },
  'receiver.secret_missing': {
    status: 400,
    text: 'Enter the secret that the sender signs with. Nothing was saved.',
  },
});
