import { defineErrors } from '#platform/errors/index.ts';

export const importErrors = defineErrors({
  'import.not_found': { status: 404, text: 'There is no such import. Nothing was changed.' },
  'import.unread': { status: 400, text: 'The file was not read: {reason} Nothing was changed.' },
  'import.wrong_state': {
    status: 409,
    text: 'The import is “{state}” now, which does not allow this. Nothing was changed; load the page again.',
  },
  'import.not_alone': {
    status: 409,
    text: 'Another import from the same place is under way. Nothing was changed; go on when it is done.',
  },
  'import.no_category': { status: 409, text: 'Its category cannot be here, or was removed.' },
  'import.no_thread': { status: 409, text: 'Its thread does not come.' },
  'import.empty': { status: 400, text: 'Nothing in the files can come over. Nothing was changed.' },
});
