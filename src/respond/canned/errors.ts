import { defineErrors } from '#platform/errors/index.ts';

export const cannedErrors = defineErrors({
  'canned.not_found': {
    status: 404,
    text: 'There is no such canned reply; it was removed, or it is not yours.',
  },
  'canned.shortcut_taken': {
    status: 409,
    text: 'Another canned reply there has the shortcut /{shortcut}. Nothing was saved; choose another one.',
  },
  'canned.overtaken': {
    status: 409,
    text: '{who} changed this canned reply meanwhile. Nothing was saved; copy what you wrote and load it again.',
  },
  'canned.not_yours': {
    status: 403,
    text: 'Canned replies of teams and of everybody are changed by managers. Nothing was saved; keep it as one of your own.',
  },
  'canned.unknown_variable': {
    status: 422,
    text: 'There is no variable {names}. Nothing was saved; write it as one of those that are listed, such as customer.first_name.',
  },
  'canned.language_double': { status: 422, text: 'It is written in {language} twice. Nothing was saved.' },
  'canned.too_many': {
    status: 422,
    text: 'There are 2000 canned replies; more are not kept. Nothing was saved.',
  },
});
