import { defineErrors } from '#platform/errors/index.ts';

export const staffErrors = defineErrors({
  'staff.not_found': { status: 404, text: 'There is no such person on the staff.' },
  'staff.last_owner': {
    status: 409,
    text: 'This is the last owner. Make somebody else an owner first; nothing was changed.',
  },
  'staff.owners_only': {
    status: 403,
    text: 'Only an owner can make owners or change them. Nothing was changed.',
  },
  'staff.not_yourself': {
    status: 409,
    text: 'You cannot disable your own account. Ask another owner or admin.',
  },
  'staff.own_factor': {
    status: 409,
    text: 'Switch your own authenticator app off in Settings › Security, with your password. Nothing was changed.',
  },
  'staff.no_factor': { status: 409, text: '{name} has no authenticator app. Nothing was changed.' },
  'invitation.not_found': { status: 404, text: 'There is no such invitation; it was accepted or withdrawn.' },
  'invitation.invalid': {
    status: 410,
    text: 'This invitation was used, withdrawn, replaced, or is older than 7 days. Ask for a new one.',
  },
});
