import { z } from 'zod';
import { oauthSettings, oauthTokens } from './oauth.ts';
import type { MailPlace } from './place.ts';

const ADDRESS = /^[^\s@<>,;:"()\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i;
/** A mail address as people type it. */
export const mailAddress = z.string().trim().max(320).regex(ADDRESS, 'is no mail address');
const host = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(253)
  .regex(/^[a-z0-9.:[\]-]+$/, 'is no host name');
const port = z.coerce.number().int().min(1).max(65_535);
const security = z.enum(['tls', 'starttls', 'none']);
export const oneLine = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/, 'is more than one line');

/** What somebody types to connect a mailbox, beside its address and password. */
export const mailboxSettings = z.object({
  name: oneLine.default(''),
  imapHost: host,
  imapPort: port.default(993),
  imapSecurity: security.default('tls'),
  smtpHost: host,
  smtpPort: port.default(465),
  smtpSecurity: security.default('tls'),
  /** The address unless told. */
  user: oneLine.default(''),
  /** The mailbox' own unless told. */
  smtpUser: oneLine.optional(),
  smtpPassword: z.string().max(500).optional(),
  isCertificateChecked: z.boolean().default(true),
  /** Found by its mark unless told. */
  sentFolder: oneLine.default(''),
  /** Whether mail to `address+anything` arrives. */
  hasPlus: z.boolean().default(true),
  /** Puts a token into subjects: for mailboxes without plus-addresses whose customers' programs lose the thread. */
  hasSubjectToken: z.boolean().default(false),
  /** Name that the own server writes into Authentication-Results; empty: no such header is believed, and signatures are checked here. */
  authServer: oneLine.default(''),
  /** Name by which the own server calls itself in Received: the address that it wrote down there is what SPF is checked by. Empty: SPF is not known. */
  receivedBy: oneLine.default(''),
  /** Puts what was sent into the folder of sent mail: for servers that do not do so themselves. */
  keepsSent: z.boolean().default(false),
  signature: z.string().max(5000).default(''),
  /** Entered by tokens instead of the password. */
  oauth: oauthSettings.optional(),
});

/** What is kept sealed of a connected mailbox. */
export const mailboxShape = z.object({
  settings: mailboxSettings,
  address: z.string(),
  /** With OAuth the client's secret. */
  password: z.string(),
  tokens: oauthTokens.optional(),
  /** What tokens in addresses and ids are signed with. */
  tokenKey: z.string(),
});
export type Mailbox = z.infer<typeof mailboxShape>;

/** A connected mailbox, from its opened credentials. */
export function mailboxOf({ credentials }: { credentials: unknown }): Mailbox {
  return mailboxShape.parse(credentials);
}

/** Where its mail is read. */
export function imapPlace({ settings, address, password, tokens }: Mailbox): MailPlace {
  return {
    host: settings.imapHost,
    port: settings.imapPort,
    security: settings.imapSecurity,
    isCertificateChecked: settings.isCertificateChecked,
    user: settings.user || address,
    password,
    ...(tokens ? { accessToken: tokens.accessToken } : {}),
  };
}

/** Where its mail is handed in. */
export function smtpPlace({ settings, address, password, tokens }: Mailbox): MailPlace {
  const user = settings.smtpUser ?? (settings.user || address);
  return {
    host: settings.smtpHost,
    port: settings.smtpPort,
    security: settings.smtpSecurity,
    isCertificateChecked: settings.isCertificateChecked,
    user: user === '' ? null : user,
    password: settings.smtpPassword ?? password,
    // A server of its own for outgoing mail has a password of its own.
    ...(tokens && settings.smtpPassword === undefined ? { accessToken: tokens.accessToken } : {}),
  };
}
