import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ConnectInput } from '#connectors/kit/index.ts';
import { mailAddress, type Mailbox, mailboxOf, mailboxSettings, oneLine } from '#platform/mail/index.ts';
import { mailboxErrors } from './errors.ts';

/** What was typed, or the mailbox as it is connected already. Throws `account.refused` that names what is wrong. */
export function parseMailbox({ identifier, password, settings, before }: ConnectInput): Mailbox {
  const known = before && mailboxOf(before);
  if (known && settings === undefined) return { ...known, password: password || known.password };
  const parsed = z
    .object({ identifier: mailAddress, settings: mailboxSettings })
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
    // With another key, answers to what was sent until now would no longer be known.
    tokenKey: known?.tokenKey ?? randomBytes(32).toString('base64url'),
  };
}

/** One mailbox with some of its folders. */
const sourceShape = z.object({
  mailbox: mailAddress.transform((value) => value.toLowerCase()),
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
