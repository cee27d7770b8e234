import { textOfBytes } from './bytes.ts';
import { readIds } from './ids.ts';
import type { ParsedMail } from './parse.ts';
import type { KnownMail, KnownMails } from './thread.ts';
import { type MailKey, refOf, tokenInId } from './token.ts';

/** A stored mail, as far as telling mails apart needs it. */
export interface IdentifiedMail extends KnownMail {
  isOwn: boolean;
  revision: string | null;
}

/** Whether we made that id: it has our proof. */
export function isOurs(id: string | undefined, { sign }: Pick<MailKey, 'sign'>): boolean {
  return id !== undefined && refOf(tokenInId(id) ?? '', sign) !== undefined;
}

/** Tells two mails with the same id apart; the same for the same mail, whichever way it came. */
export function printFor(from: string, date: Date | undefined, { print }: Pick<MailKey, 'print'>): string {
  const isDate = date !== undefined && !Number.isNaN(date.getTime());
  return print(from.toLowerCase(), isDate ? date.toISOString() : '');
}

/** Id of a mail among posts: its Message-ID, or what its sender should have made one of. `print` is what `printFor` says of it. */
export async function externalIdOf(
  mail: Pick<ParsedMail, 'email' | 'raw'>,
  print: string,
  { stored, origin, key }: { stored: KnownMails<IdentifiedMail> | undefined; origin: string; key: MailKey },
): Promise<string> {
  const messageId = readIds(mail.email.messageId)[0];
  if (messageId === undefined) return `none:${key.print(textOfBytes(mail.raw))}`;
  const [known] = (await stored?.byExternalIds(origin, [messageId])) ?? [];
  const isOther = known?.revision != null && !known.isOwn && !known.revision.includes(print);
  return isOther ? `${messageId}#${print}` : messageId;
}
