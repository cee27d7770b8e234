import { defineErrors } from '#platform/errors/index.ts';

export const satisfactionErrors = defineErrors({
  'satisfaction.language_double': {
    status: 422,
    text: 'The question is written in {language} twice. Nothing was saved.',
  },
  'satisfaction.answered': {
    status: 409,
    text: 'You have answered already. Nothing was changed; what you said the first time counts.',
  },
});
