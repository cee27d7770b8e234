import type { Transporter } from 'nodemailer';
import type { Config } from '#platform/config/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { mailErrors } from './errors.ts';
import type { MailPlace } from './place.ts';

export interface Mail {
  /** One address. */
  to: string;
  subject: string;
  /** Plain text; addresses in it become links in every mail program. */
  text: string;
  /** The same as a whole HTML document, for mail programs that show it. */
  html?: string;
  /** Address whose POST ends mail of this kind: mail programs then show a button of their own (RFC 8058). */
  unsubscribe?: string;
}

type MailConfig = Pick<Config, 'smtpUrl' | 'mailFrom'>;

/** Whether there is a mail server to send through. */
export const canMail = (config: MailConfig): boolean => config.smtpUrl !== undefined;

/**
 * Hands one message to the server of SMTP_URL and waits until it has taken it. Throws `mail.not_set_up` or `mail.refused`. Not for
 * mail to customers: that leaves through the outbox.
 */
export async function sendMail(config: MailConfig, mail: Mail): Promise<void> {
  const transport = await transportOf(config);
  try {
    await transport.sendMail({
      from: config.mailFrom,
      to: { name: '', address: mail.to },
      subject: oneLine(mail.subject),
      text: mail.text,
      ...(mail.html !== undefined && { html: mail.html }),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...(mail.unsubscribe && {
          'List-Unsubscribe': `<${mail.unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  } catch (error) {
    throw mailErrors('mail.refused', { reason: messageOf(error).slice(0, 300) }, error);
  }
}

/** The server of SMTP_URL, for whoever must know exactly whether it took a message (`openSmtp`). Throws `mail.not_set_up`. */
export function ownPlace({ smtpUrl }: Pick<Config, 'smtpUrl'>): MailPlace {
  if (smtpUrl === undefined) throw mailErrors('mail.not_set_up');
  const { hostname, port, protocol, username, password, searchParams } = new URL(smtpUrl);
  const isTls = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : isTls ? 465 : 587,
    security: isTls ? 'tls' : searchParams.get('requireTLS') === 'true' ? 'starttls' : 'offered',
    isCertificateChecked: true,
    user: username === '' ? null : decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}

/** MAIL_FROM in its parts. */
export function ownSender({ mailFrom }: Pick<Config, 'mailFrom'>): { name: string; address: string } {
  const parts = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(mailFrom);
  return parts ? { name: parts[1]!, address: parts[2]! } : { name: '', address: mailFrom.trim() };
}

const transports = new Map<string, Transporter>();

/** One per server. Connections are not kept: staff mail is rare, and an idle one would hold the process open. */
async function transportOf(config: MailConfig): Promise<Transporter> {
  const { smtpUrl } = config;
  if (smtpUrl === undefined) throw mailErrors('mail.not_set_up');
  const present = transports.get(smtpUrl);
  if (present) return present;
  const { hostname, port, protocol, username, password, searchParams } = new URL(smtpUrl);
  const { createTransport } = await import('nodemailer');
  const made = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    secure: protocol === 'smtps:',
    port: port ? Number(port) : protocol === 'smtps:' ? 465 : 587,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {}),
    requireTLS: searchParams.get('requireTLS') === 'true',
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });
  transports.set(smtpUrl, made);
  return made;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}
