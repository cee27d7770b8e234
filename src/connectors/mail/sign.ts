import { createHash, createHmac } from 'node:crypto';
import type { Sign } from '#lib/mail/index.ts';
import type { Mailbox } from '#platform/mail/index.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Proofs in letters that survive every mail program. */
export function signerOf({ tokenKey }: Pick<Mailbox, 'tokenKey'>): Sign {
  return (text) =>
    Array.from(
      createHmac('sha256', tokenKey).update(text).digest().subarray(0, 16),
      (byte) => ALPHABET[byte & 31]!,
    ).join('');
}

/** A short name of a text that is the same everywhere. */
export function printOf(...texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 24);
}
