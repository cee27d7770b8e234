import { defineErrors } from '#platform/errors/index.ts';

export const honourErrors = defineErrors({
  'honours.not_found': { status: 404, text: 'There is no such badge or rank. Nothing was changed.' },
  'honours.no_member': { status: 404, text: 'There is no member {id}. Nothing was changed.' },
  'honours.rule_invalid': { status: 400, text: 'The rule cannot be used: {reason} Nothing was kept.' },
  'honours.mark_invalid': {
    status: 400,
    text: 'A mark is one emoji, or one to three letters. Nothing was kept.',
  },
  'honours.picture_wrong': {
    status: 400,
    text: 'A picture is a JPEG, PNG, WebP or GIF of at most 2048 pixels a side. Nothing was kept.',
  },
  'honours.threshold_taken': {
    status: 409,
    text: 'Another rank begins at {threshold} points. Choose another number. Nothing was kept.',
  },
  'honours.order_incomplete': {
    status: 409,
    text: 'Somebody added or removed a badge meanwhile. Load the list again. The order is as it was.',
  },
  'honours.held_already': { status: 409, text: 'The member has it already. Nothing was changed.' },
  'honours.not_held': { status: 409, text: 'The member does not have it. Nothing was changed.' },
  'honours.not_revoked': { status: 409, text: 'Nobody took it away. Nothing was changed.' },
});
