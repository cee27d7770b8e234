import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { type Mail, sendMail } from '#platform/mail/index.ts';
import { findUserByEmail } from '../store/index.ts';

/** Mails a link that signs in, if there is such a person. Resolves at once either way, so that the answer's time tells nothing. */
export async function mailMagicLink(
  app: App,
  link: { email: string; token: string; url: string },
): Promise<void> {
  const callbackURL = new URL(link.url).searchParams.get('callbackURL') ?? '/';
  const query = new URLSearchParams({ token: link.token, callbackURL, errorCallbackURL: '/sign-in' });
  const address = `${app.config.publicUrl}/api/auth/magic-link/verify?${query}`;
  sendLater(app, link.email, {
    subject: 'Your link to sign in to Rapport',
    text: `Open this link to sign in. It works once, for 15 minutes.\n\n${address}\n\nYou did not ask for it? Then ignore this mail: nothing happens without the link.\n`,
  });
}

/** Mails a link to choose a new password. */
export async function mailNewPassword(app: App, email: string, token: string): Promise<void> {
  const address = `${app.config.publicUrl}/sign-in#reset=${encodeURIComponent(token)}`;
  sendLater(app, email, {
    subject: 'Choose a new password for Rapport',
    text: `Open this link to choose a new password. It works once, for one hour. All devices are signed out then.\n\n${address}\n\nYou did not ask for it? Then ignore this mail: your password stays as it is.\n`,
  });
}

function sendLater(app: App, email: string, mail: Omit<Mail, 'to'>): void {
  const send = async () => {
    const user = await findUserByEmail(app, email);
    if (user?.state === 'active') await sendMail(app.config, { to: user.email, ...mail });
  };
  send().catch((error: unknown) =>
    app.log.error({ reason: messageOf(error) }, 'a sign-in mail could not be sent'),
  );
}
