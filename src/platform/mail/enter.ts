import { AppError } from '#platform/errors/index.ts';
import type { Outward } from '#platform/outward/index.ts';
import { type ImapBox, openImap } from './imap.ts';
import { imapPlace, type Mailbox, mailboxOf } from './mailbox.ts';
import { nextTokens } from './oauth.ts';
import { isSignInRefused } from './place.ts';

/** Whose mailbox it is: its sealed credentials, renewed by one process at a time, and who is told when they are lost. */
export interface MailAccount {
  credentials: unknown;
  renewCredentials(renew: (stored: unknown) => Promise<unknown>): Promise<unknown>;
  reportRefused(problem: string): Promise<void>;
}

const ENDS_SOON_MS = 120_000;

/**
 * Uses the mailbox with a token that holds, renewed before its end by one process at a time, and once more with a new one where the server does
 * not take it. A lost grant is the account's trouble: its owners are told to sign in again, and `mail.grant_refused` is thrown.
 */
export async function enter<T>(
  account: MailAccount,
  outward: Outward,
  use: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  try {
    const mailbox = await held(account, outward, undefined);
    try {
      return await use(mailbox);
    } catch (error) {
      if (!mailbox.tokens || !isSignInRefused(error)) throw error;
      return await use(await held(account, outward, mailbox.tokens.accessToken));
    }
  } catch (error) {
    if (isGrantLost(error)) await account.reportRefused(error.message);
    throw error;
  }
}

/** Opens the mailbox. Whoever does ends it with `logout` or `close`. */
export function enterImap(
  account: MailAccount,
  outward: Outward,
): Promise<{ box: ImapBox; mailbox: Mailbox }> {
  return enter(account, outward, async (mailbox) => ({
    box: await openImap(outward, imapPlace(mailbox)),
    mailbox,
  }));
}

/** Whether only signing in again helps. */
export function isGrantLost(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'mail.grant_refused';
}

async function held(account: MailAccount, outward: Outward, refused: string | undefined): Promise<Mailbox> {
  const mailbox = mailboxOf(account);
  if (isHeld(mailbox, refused)) return mailbox;
  const renewed = await account.renewCredentials(async (stored) => {
    const current = mailboxOf({ credentials: stored });
    const { settings, tokens, password } = current;
    if (isHeld(current, refused) || !settings.oauth || !tokens) return current;
    return { ...current, tokens: await nextTokens(outward, settings.oauth, password, tokens) };
  });
  return mailboxOf({ credentials: renewed });
}

function isHeld({ tokens }: Mailbox, refused: string | undefined): boolean {
  return !tokens || (tokens.accessToken !== refused && tokens.expiresAt > Date.now() + ENDS_SOON_MS);
}
