import { defineErrors } from '#platform/errors/index.ts';

export const macroErrors = defineErrors({
  'macro.not_found': { status: 404, text: 'There is no such macro; it was removed, or it is not yours.' },
  'macro.not_yours': {
    status: 403,
    text: 'Macros of teams and of everybody are changed by managers. Nothing was saved; keep it as one of your own.',
  },
  'macro.overtaken': {
    status: 409,
    text: '{who} changed this macro meanwhile. Nothing was saved; load it again and repeat your change.',
  },
  'macro.too_many': { status: 422, text: 'There are 500 macros; more are not kept. Nothing was saved.' },
  'macro.reply_twice': {
    status: 422,
    text: 'A macro answers once. Nothing was saved; leave one reply in it.',
  },
  'macro.reply_empty': {
    status: 422,
    text: 'The reply of this macro has no words. Nothing was saved; choose a canned reply or write it.',
  },
  'macro.unknown_variable': { status: 422, text: 'There is no variable {names}. Nothing was saved.' },
  'macro.run_not_found': { status: 404, text: 'This run of a macro is not known, or is not yours.' },
  'macro.still_running': { status: 409, text: 'It is still running. Take it back when it is done.' },
  'macro.undone': { status: 409, text: 'It was taken back already.' },
  'macro.unfilled': { status: 422, text: 'Something is still to be filled: {places}.' },
  'macro.no_post': { status: 409, text: 'There is nothing to answer: the customer deleted it.' },
  'macro.no_account': {
    status: 409,
    text: 'The account that would answer on {network} is not connected, and no other speaks in its place. Nothing was done; connect it in the settings, or answer by hand.',
  },
});
