import { defineErrors } from '#platform/errors/index.ts';

export const formErrors = defineErrors({
  'form.changed_meanwhile': {
    status: 409,
    text: 'Somebody else changed the forms meanwhile. Nothing was saved; load them again and repeat what you changed.',
  },
  'form.type_unknown': {
    status: 400,
    text: 'There is no case type {id}, or it has two forms. Nothing was saved.',
  },
  'form.field_unknown': {
    status: 400,
    text: '“{type}” has no field “{field}”, or it is asked twice. Nothing was saved.',
  },
  'form.topic_missing': { status: 400, text: 'Choose what it is about. Nothing was sent.' },
  'form.topic_unknown': {
    status: 400,
    text: 'What is asked here was changed meanwhile. Look at it again; nothing was sent.',
  },
  'form.unasked': { status: 400, text: 'This form does not ask for “{name}”. Nothing was sent.' },
  'form.answers_wrong': { status: 400, text: 'Look again at: {labels}. Nothing was sent.' },
});
