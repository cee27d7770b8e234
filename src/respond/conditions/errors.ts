import { defineErrors } from '#platform/errors/index.ts';

export const conditionErrors = defineErrors({
  'condition.invalid': { status: 422, text: 'This condition cannot be used: {reason} Nothing was saved.' },
});
