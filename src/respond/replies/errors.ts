import { defineErrors } from '#platform/errors/index.ts';

export const replyErrors = defineErrors({
  'reply.files_refused': {
    status: 400,
    text: 'The files cannot go along: {reason}. Nothing was sent; your text is kept.',
  },
  'reply.not_found': { status: 404, text: 'There is no reply {id}.' },
  'reply.post_not_found': { status: 404, text: 'The post that you answer is not part of this conversation.' },
  'reply.post_deleted': {
    status: 409,
    text: 'The customer has deleted this post. Your text is kept as a draft; answer another post of the conversation.',
  },
  'reply.account_unknown': {
    status: 409,
    text: 'This account is not connected on {network}, so nothing was sent. Connect it in the settings, or choose another.',
  },
  'reply.network_unknown': { status: 409, text: 'Nothing can be sent on {network} from here.' },
  'reply.not_allowed': { status: 422, text: '{reason}' },
  'reply.too_long': {
    status: 422,
    text: 'The text counts {length}, and {network} takes {maxLength}. Nothing was sent.',
  },
  'reply.same_text': {
    status: 409,
    text: '{who} sent the same text here {when}. Nothing was sent again; confirm if you mean it.',
  },
  'reply.objected': {
    status: 422,
    text: '{reasons} Nothing was sent; your text is kept.',
  },
  'reply.unfilled': {
    status: 422,
    text: 'Something is still to be filled: {places}. Nothing was sent; fill it, or confirm that it stands there on purpose.',
  },
  'reply.key_reused': {
    status: 409,
    text: 'This idempotency key belongs to another reply. Nothing was sent.',
  },
  'reply.not_waiting': {
    status: 409,
    text: 'This reply does not wait for an approval any more. Nothing was changed; look where it stands.',
  },
  'reply.not_sent': { status: 409, text: 'Only a reply that stands on the network can be taken back.' },
  'reply.cannot_remove': { status: 409, text: '{network} does not let replies be taken back.' },
  'reply.remove_failed': {
    status: 502,
    text: 'The network did not take the reply back: {reason}. It may still stand; try again.',
  },
});
