import { defineErrors } from '#platform/errors/index.ts';

export const answerErrors = defineErrors({
  'contact.mailbox_unknown': {
    status: 400,
    text: 'The contact form needs a connected mailbox that answers leave from. Nothing was changed.',
  },
  'contact.closed': { status: 404, text: 'There is no contact form here. Nothing was sent.' },
  'contact.mail_invalid': { status: 400, text: 'This is no mail address. Nothing was sent.' },
  'contact.own_address': { status: 400, text: 'This is an address of ours. Nothing was sent.' },
  'contact.empty': { status: 400, text: 'Write a subject and what it is about. Nothing was sent.' },
  'contact.too_long': { status: 400, text: 'The text is longer than 20,000 characters. Nothing was sent.' },
  'contact.link_over': {
    status: 410,
    text: 'This link was used already, or is older than a day. Write to us again; nothing was sent by it now.',
  },
  'contact.form_stale': {
    status: 403,
    text: 'The form was open for too long. Nothing was sent; send it again.',
  },
  'contact.not_taken': { status: 409, text: 'It was not taken: this address asked us to forget it.' },
});
