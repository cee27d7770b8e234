import { defineErrors } from '#platform/errors/index.ts';

export const memberErrors = defineErrors({
  'member.not_found': { status: 404, text: 'There is no member {id}.' },
  'member.handle_taken': {
    status: 409,
    text: 'The name {handle} is taken, or looks like one that is. Nothing was kept; choose another one.',
  },
  'member.handle_invalid': {
    status: 400,
    text: 'A name has 3 to 30 letters from a to z, digits, - or _, and begins and ends with a letter or digit. Nothing was kept.',
  },
  'member.name_reserved': {
    status: 400,
    text: 'This name belongs to the company or its people, or looks like one of theirs. Nothing was kept; choose another one.',
  },
  'member.name_invalid': {
    status: 400,
    text: 'A name has 1 to 60 characters that can be seen. Nothing was kept.',
  },
  'member.ticket_over': {
    status: 410,
    text: 'This link was used already, or is older than 30 minutes. Ask for a new one.',
  },
  'member.suspended': {
    status: 403,
    text: 'This account is suspended{ends}. {reason}',
  },
  'member.closed': { status: 403, text: 'The community takes no new members at the moment.' },
  'member.way_closed': { status: 404, text: 'This way to sign in is not open here.' },
  'member.form_over': {
    status: 400,
    text: 'The form was not from here, or too old. Nothing was kept; open the page again and repeat.',
  },
  'member.password_wrong': {
    status: 400,
    text: 'Mail address and password do not belong together. Nothing was changed.',
  },
  'member.profile_wrong': {
    status: 400,
    text: 'The field {field} is too long or holds what it may not. Nothing was kept.',
  },
  'member.taken_away': {
    status: 422,
    text: 'Moderators took this away from your profile. Nothing was kept; put something else there, or appeal under Order.',
  },
  'member.words_refused': {
    status: 422,
    text: 'This cannot stand in a profile: {reason} Nothing was kept.',
  },
  'member.picture_wrong': {
    status: 400,
    text: 'A picture is a JPEG, PNG, WebP or GIF of at most 2 MB and 2048 pixels a side. Nothing was kept.',
  },
  'member.reason_missing': { status: 400, text: 'Say why: the member is told. Nothing was changed.' },
  'member.hand_over': { status: 400, text: 'The hand-over was not taken: {reason}. Nobody was signed in.' },
  'member.way_over': {
    status: 410,
    text: 'This sign-in is over: it was ended already, took longer than ten minutes, or began in another browser. Nothing was changed; begin again.',
  },
  'member.way_unreachable': {
    status: 502,
    text: '{provider} could not be reached. Nobody was signed in; try again later, or sign in another way.',
  },
  'member.way_denied': {
    status: 403,
    text: '{provider} was told no, or said no. Nobody was signed in.',
  },
  'member.way_unready': {
    status: 502,
    text: '{provider} does not take our requests: it is not set up rightly here. Nobody was signed in; sign in another way.',
  },
  'member.way_clock': {
    status: 502,
    text: 'What {provider} said is over already, or its time has not come: a clock is wrong. Nobody was signed in.',
  },
  'member.way_refused': {
    status: 502,
    text: 'What {provider} said could not be trusted. Nobody was signed in; begin again, or sign in another way.',
  },
  'member.logout_refused': {
    status: 400,
    text: 'What {provider} asked could not be trusted. Nobody was signed out.',
  },
  'member.identity_taken': {
    status: 409,
    text: 'This account elsewhere belongs to another member already. Nothing was changed.',
  },
  'member.way_last': {
    status: 409,
    text: 'This is the last way to sign in. Nothing was removed; add another one first.',
  },
  'member.way_unknown': { status: 404, text: 'There is no such way to sign in any more.' },
  'member.passkey_wrong': {
    status: 400,
    text: 'This passkey is not known here, or was not used rightly. Nothing was changed; try again, or sign in another way.',
  },
  'member.passkeys_many': {
    status: 409,
    text: 'There are {most} passkeys already. Nothing was kept; remove one first.',
  },
  'member.link_unknown': { status: 404, text: 'This is not joined with you any more. Nothing was changed.' },
  'member.handle_elsewhere': { status: 400, text: 'This is no handle of that network. Nothing was kept.' },
  'member.codes_many': {
    status: 409,
    text: 'Five codes wait already. Nothing was kept; check or forget one first.',
  },
  'member.handle_unproven': {
    status: 409,
    text: 'The code was found in no post of this handle and in no TXT record. Nothing was joined; it may take some minutes.',
  },
  'member.handle_unreachable': {
    status: 409,
    text: 'Nobody could be asked about this handle. Nothing was joined; try again later.',
  },
  'member.provider_unknown': { status: 404, text: 'There is no provider {id}.' },
  'member.provider_kind': {
    status: 400,
    text: 'The kind of a provider stays what it is. Nothing was kept; add another one.',
  },
  'member.provider_needed': {
    status: 409,
    text: '{count} members have no other way to sign in. Nothing was removed; close it first, or remove it all the same.',
  },
  'member.metadata_wrong': {
    status: 400,
    text: 'This is no metadata of an identity provider that can be used: {reason}. Nothing was kept.',
  },
  'member.mail_invalid': { status: 400, text: 'This is no mail address. Nothing was sent.' },
});
