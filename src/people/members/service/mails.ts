import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { canMail, type Mail, sendMail } from '#platform/mail/index.ts';

/**
 * Mails a link to a member or a guest. Resolves at once, so that the answer's time tells nothing. Without a mail server the link
 * stands in the log, for whoever sets this up.
 */
export function mailLater(app: App, mail: Mail & { link: string }): void {
  const { link, ...letter } = mail;
  if (!canMail(app.config)) {
    if (link !== '')
      app.log.warn({ to: mail.to, link }, `there is no mail server (SMTP_URL): ${mail.subject}`);
    return;
  }
  sendMail(app.config, letter).catch((error: unknown) =>
    app.log.error({ reason: messageOf(error) }, 'a mail to a member could not be sent'),
  );
}
