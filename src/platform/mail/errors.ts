import { defineErrors } from '#platform/errors/index.ts';

export const mailErrors = defineErrors({
  'mail.not_set_up': {
    status: 409,
    text: 'Mail is not set up. Nothing was sent; set SMTP_URL and MAIL_FROM and start again.',
  },
  'mail.refused': {
    status: 502,
    text: 'The mail server did not take the message: {reason}. Nothing was sent.',
  },
});
