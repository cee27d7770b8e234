import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { OwnAccount } from '#connectors/kit/index.ts';
import type { MailPlace } from '#platform/mail/index.ts';
import { mailboxErrors } from './errors.ts';

const ADDRESS = /^[^\s@<>,;:"()\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i;
export const address = z.string().trim().max(320).regex(ADDRESS, 'is no mail address');
const host = z
  .string()
  .trim()
  .toLowerCase()
  .min(1)
  .max(253)
  .regex(/^[a-z0-9.:[\]-]+$/, 'is no host name');
const port = z.coerce.number().int().min(1).max(65_535);
const security = z.enum(['tls', 'starttls', 'none']);
const oneLine = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\r\n]*$/, 'is more than one line');

/** What somebody types to connect a mailbox, beside its address and password. */
const settingsShape = z.object({
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
  /** Name that the own server writes into Authentication-Results; empty: nothing is believed. */
  authServer: oneLine.default(''),
  signature: z.string().max(5000).default(''),
});
export type MailSettings = z.infer<typeof settingsShape>;

/** What is kept sealed of a connected mailbox. */
const credentialsShape = z.object({
  settings: settingsShape,
  address: z.string(),
  password: z.string(),
  /** What tokens in addresses and ids are signed with. */
  tokenKey: z.string(),
});
export type Mailbox = z.infer<typeof credentialsShape>;

/** Throws `account.refused` that names what is wrong. */
export function parseMailbox(identifier: string, password: string, settings: unknown): Mailbox {
  const parsed = z
    .object({ identifier: address, settings: settingsShape })
    .safeParse({ identifier, settings: settings ?? {} });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.at(-1);
    throw mailboxErrors('account.refused', {
      reason: `“${String(field)}” ${issue?.message ?? 'is not usable'}.`,
    });
  }
  return {
    settings: parsed.data.settings,
    address: parsed.data.identifier.toLowerCase(),
    password,
    tokenKey: randomBytes(32).toString('base64url'),
  };
}

export function mailboxOf(account: Pick<OwnAccount, 'credentials'>): Mailbox {
  return credentialsShape.parse(account.credentials);
}

export function imapPlace({ settings, address, password }: Mailbox): MailPlace {
  return {
    host: settings.imapHost,
    port: settings.imapPort,
    security: settings.imapSecurity,
    isCertificateChecked: settings.isCertificateChecked,
    user: settings.user || address,
    password,
  };
}

export function smtpPlace({ settings, address, password }: Mailbox): MailPlace {
  const user = settings.smtpUser ?? (settings.user || address);
  return {
    host: settings.smtpHost,
    port: settings.smtpPort,
    security: settings.smtpSecurity,
    isCertificateChecked: settings.isCertificateChecked,
    user: user === '' ? null : user,
    password: settings.smtpPassword ?? password,
  };
}

/** One mailbox with some of its folders. */
const sourceShape = z.object({
  mailbox: address.transform((value) => value.toLowerCase()),
  folders: z.array(oneLine.min(1)).max(20).default(['INBOX']),
  days: z.coerce.number().int().min(0).max(3650).default(7),
});
export type MailSource = z.infer<typeof sourceShape>;

export function parseMailSource(input: unknown): MailSource {
  const parsed = sourceShape.safeParse(input);
  if (parsed.success)
    return { ...parsed.data, folders: parsed.data.folders.length > 0 ? parsed.data.folders : ['INBOX'] };
  const [issue] = parsed.error.issues;
  throw mailboxErrors('source.config_invalid', {
    field: String(issue?.path[0] ?? ''),
    reason: issue?.message ?? '',
  });
}
