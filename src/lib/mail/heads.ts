import { type IdentifiedMail, isOurs, printFor } from './identity.ts';
import { readIds } from './ids.ts';
import type { KnownMails } from './thread.ts';
import type { MailKey } from './token.ts';

/** What a server tells of a mail before it is read (IMAP ENVELOPE). */
export interface MailHead {
  envelope?:
    | {
        messageId?: string | undefined;
        date?: Date | string | undefined;
        from?: { address?: string | undefined }[] | undefined;
      }
    | undefined;
  internalDate?: Date | string | undefined;
}

/** Within this time the outbox tells of what it sent. */
const TOLD_MS = 3_600_000;

/** Those that are worth reading: neither stored already, nor our own copies, which the thread has or is about to have. */
export async function unknownOf<Head extends MailHead>(
  heads: readonly Head[],
  around: {
    key: MailKey;
    stored: KnownMails<IdentifiedMail> | undefined;
    origin: string;
    isSentFolder: boolean;
    now: Date;
  },
): Promise<Head[]> {
  const { key, stored, origin } = around;
  const idOf = (head: Head) => readIds(head.envelope?.messageId)[0];
  const ids = heads.flatMap((head) => idOf(head) ?? []);
  const hints = new Map(
    ((await stored?.byExternalIds(origin, ids)) ?? []).map((hint) => [hint.externalId, hint]),
  );
  return heads.filter((head) => {
    const id = idOf(head);
    if (id === undefined) return true;
    if (isOurs(id, key) && (!around.isSentFolder || isRecent(head, around.now))) return false;
    const hint = hints.get(id);
    // Our own have no print of what lies in a folder: the id is enough.
    if (!hint) return true;
    return !(hint.isOwn || hint.revision === null || hint.revision.includes(printOf(head, key)));
  });
}

/** Whether the outbox may not have told of it yet. */
function isRecent({ internalDate }: MailHead, now: Date): boolean {
  return internalDate !== undefined && new Date(internalDate).getTime() > now.getTime() - TOLD_MS;
}

function printOf({ envelope }: MailHead, key: MailKey): string {
  const { date } = envelope ?? {};
  return printFor(envelope?.from?.[0]?.address ?? '', date === undefined ? undefined : new Date(date), key);
}
