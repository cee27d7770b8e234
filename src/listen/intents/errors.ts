import { defineErrors } from '#platform/errors/index.ts';

export const intentErrors = defineErrors({
  'intent.not_found': { status: 404, text: 'There is no intent {id}; it may have been removed.' },
  'intent.name_taken': {
    status: 409,
    text: 'There is already an intent called {name}. Choose another name.',
  },
  'intent.not_restorable': {
    status: 410,
    text: 'The intent is gone for good: removed intents can be brought back for a day.',
  },
  'intent.example_not_found': { status: 404, text: 'This example is not there any more.' },
  'intent.too_few': {
    status: 409,
    text: 'Nothing to learn from: at least two intents need examples. {reason}',
  },
  'intent.already_training': { status: 409, text: 'A training is under way. Wait until it is done.' },
  'intent.model_not_found': { status: 404, text: 'There is no finished training {id}.' },
  'intent.no_model': {
    status: 409,
    text: 'Nothing has been learnt yet. Give at least two intents examples, and train.',
  },
});
