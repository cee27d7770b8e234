import { defineErrors } from '#platform/errors/index.ts';

export const inboxErrors = defineErrors({
  'inbox.not_found': { status: 404, text: 'There is no conversation {id}.' },
  'inbox.conflict': {
    status: 409,
    text: 'Somebody else changed this conversation since you loaded it. Nothing was changed; look again and repeat.',
  },
  'inbox.snooze_invalid': {
    status: 400,
    text: 'Say until when to snooze: a time in the future, at most two years away.',
  },
  'inbox.assignee_unknown': {
    status: 400,
    text: 'There is no active colleague {id} to assign this to. Nothing was changed.',
  },
  'inbox.query_invalid': { status: 400, text: 'The search is not understood: {reason}' },
  'inbox.undo_unknown': {
    status: 404,
    text: 'There is nothing to undo under this token. It may be older than 30 days.',
  },
  'inbox.undo_used': { status: 409, text: 'This was undone already.' },
  'inbox.undo_overtaken': {
    status: 409,
    text: 'Somebody changed the same things since, so nothing was undone.',
  },
  'inbox.note_not_found': { status: 404, text: 'There is no note {id}.' },
  'inbox.note_not_yours': { status: 403, text: 'Only the author and managers may delete a note.' },
  'inbox.view_outdated': {
    status: 409,
    text: 'The condition of this view asks for something that is gone: {reason} Change its condition.',
  },
  'inbox.view_not_found': { status: 404, text: 'There is no saved view {id} of yours.' },
});
