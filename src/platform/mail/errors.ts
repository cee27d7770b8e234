import { defineErrors } from '#platform/errors/index.ts';

export const mailErrors = defineErrors({
  'mail.not_set_up': {
    status: 409,
    text: 'Mail is not set up. Nothing was sent; set SMTP_URL and MAIL_FROM and start again.',
  },
  'mail.imap_failed': {
    status: 502,
    text: 'The mailbox could not be opened at {host}: {reason}',
  },
  'mail.smtp_failed': {
    status: 502,
    text: 'The server for outgoing mail could not be used at {host}: {reason}',
  },
  'mail.grant_refused': {
    status: 400,
    text: 'The provider does not let the mailbox in ({reason}). Sign in again under Settings, Accounts.',
  },
  'mail.token_failed': {
    status: 502,
    text: 'The provider gave no access to the mailbox just now: {reason}. It is asked again.',
  },
  'mail.refused': {
    status: 502,
    text: 'The mail server did not take the message: {reason}. Nothing was sent.',
  },
});
