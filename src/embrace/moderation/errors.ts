import { defineErrors } from '#platform/errors/index.ts';

export const moderationErrors = defineErrors({
  'moderation.refused': {
    status: 422,
    text: 'This cannot be posted here: {reason} Nothing was posted, your text is kept.',
  },
  'moderation.too_many_links': {
    status: 422,
    text: 'At your level of trust, a post may have {most} links; yours has {count}. Nothing was posted, your text is kept.',
  },
  'moderation.too_many_images': {
    status: 422,
    text: 'At your level of trust, a post may have {most} pictures; yours has {count}. Nothing was posted, your text is kept.',
  },
  'moderation.too_many_mentions': {
    status: 422,
    text: 'At your level of trust, a post may call {most} people; yours calls {count}. Nothing was posted, your text is kept.',
  },
  'moderation.no_subject': {
    status: 404,
    text: 'There is nothing like this any more. It may have been deleted.',
  },
  'moderation.may_not_flag': { status: 403, text: 'You cannot flag this. Nothing was sent.' },
  'moderation.say_more': { status: 400, text: 'Say in a few words what is wrong with it. Nothing was sent.' },
  'moderation.part_missing': { status: 400, text: 'Say what of the profile is wrong. Nothing was sent.' },
  'moderation.no_case': { status: 404, text: 'This is not in the queue.' },
  'moderation.overtaken': {
    status: 409,
    text: 'Somebody else decided this meanwhile, or there is news about it. Nothing was changed; look again.',
  },
  'moderation.reason_missing': { status: 400, text: 'Say why: the member is told. Nothing was changed.' },
  'moderation.cannot_ignore': {
    status: 400,
    text: 'This waits to be shown: hide it or let it be shown. Nothing was changed.',
  },
  'moderation.not_decided': { status: 409, text: 'There is nothing to take back. Nothing was changed.' },
  'moderation.no_action': { status: 404, text: 'There is no such action.' },
  'moderation.no_appeal': {
    status: 400,
    text: 'An appeal can be made once, against what still holds. Nothing was sent.',
  },
  'moderation.appeal_decided': {
    status: 409,
    text: 'This appeal was decided by somebody else meanwhile. Nothing was changed.',
  },
  'moderation.own_measure': {
    status: 403,
    text: 'You took this measure yourself. A colleague has to decide the appeal. Nothing was changed.',
  },
  'moderation.pattern_invalid': {
    status: 400,
    text: 'This cannot be looked for: {reason}. Nothing was kept.',
  },
  'moderation.no_word': { status: 404, text: 'There is no such watched word.' },
  'moderation.no_sign': { status: 404, text: 'There is no such sign.' },
  'moderation.link_over': { status: 410, text: 'This link does not lead anywhere any more.' },
});
