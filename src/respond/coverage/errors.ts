import { defineErrors } from '#platform/errors/index.ts';

export const coverageErrors = defineErrors({
  'coverage.no_shift': { status: 404, text: 'This shift does not exist (any more).' },
  'stage.nobody': {
    status: 400,
    text: 'Nobody could send in this stage. Nothing was changed; name at least one person, or one account.',
  },
  'stage.watching': {
    status: 403,
    text: 'We watch and draft only: nobody sends at this stage. Your text is kept as a draft. Who leads can step up under Coverage.',
  },
  'stage.not_in_team': {
    status: 403,
    text: 'Only a small team sends at this stage, and you are not in it. Your text is kept as a draft; hand the conversation to somebody of the team.',
  },
  'stage.not_a_service_account': {
    status: 403,
    text: 'Only service accounts send at this stage, and this account is none. Your text is kept as a draft; choose another account.',
  },
});
