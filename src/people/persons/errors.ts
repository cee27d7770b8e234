import { defineErrors } from '#platform/errors/index.ts';

export const personErrors = defineErrors({
  'person.account_unknown': { status: 404, text: 'There is no account {id}. Nothing was changed.' },
  'person.too_few': { status: 400, text: 'Choose at least two accounts to join. Nothing was changed.' },
  'person.too_many': {
    status: 400,
    text: 'A person holds at most {most} accounts. Nothing was changed.',
  },
  'person.lead_elsewhere': {
    status: 400,
    text: 'The account whose name leads must be one of those that are joined. Nothing was changed.',
  },
  'person.not_proven': {
    status: 409,
    text: 'This evidence does not prove anything by itself. Nothing was changed; a colleague can decide it.',
  },
  'person.joined_already': { status: 409, text: 'These accounts are one person already.' },
  'person.not_joined': {
    status: 409,
    text: 'This account is not joined with any other. Nothing was changed.',
  },
  'person.change_unknown': { status: 404, text: 'There is nothing to undo under this id.' },
  'person.undone_already': { status: 409, text: 'This was undone already.' },
  'person.overtaken': {
    status: 409,
    text: 'These accounts were joined or split again since. Undo the later change first; nothing was changed.',
  },
  'person.suggestion_unknown': {
    status: 404,
    text: 'There is no open suggestion {id}. Somebody may have decided it already.',
  },
  'person.claim_unknown': { status: 404, text: 'There is no claim {id}.' },
});
