import { createHash, createHmac } from 'node:crypto';
import type { MailKey } from '#lib/mail/index.ts';
import type { Mailbox } from './mailbox.ts';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Proofs in letters that survive every mail program, with the key of a mailbox; and short names of texts. */
export function keyOf({ tokenKey }: Pick<Mailbox, 'tokenKey'>): MailKey {
  return {
    sign: (text) =>
      Array.from(
        createHmac('sha256', tokenKey).update(text).digest().subarray(0, 16),
        (byte) => ALPHABET[byte & 31]!,
      ).join(''),
    print: (...texts) => createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 24),
  };
}
