import { createHash, createHmac } from 'node:crypto';
import { decrypt, encrypt } from './envelope.ts';
import { secretErrors } from './errors.ts';
import { keyName, loadKey, type KeyPlace } from './key.ts';
import { wrap } from './passphrase.ts';

export { installKey } from './key.ts';
export { unwrapKey } from './passphrase.ts';

/** What is kept encrypted: credentials of accounts and sources. The key lies outside the database. */
export interface Secrets {
  /**
   * Text for a database column. `context` says what it is and whose (`channel:chan_…`); it is not stored, and the secret opens
   * only under the same one, so it cannot be moved to another row.
   */
  seal(plaintext: string, context: string): string;
  /** Throws `secrets.wrong_key` when another key sealed it, `secrets.damaged` when it or its context was changed. */
  open(sealed: string, context: string): string;
  /** The key under a passphrase, for a backup; `unwrapKey` is the way back. */
  wrapKey(passphrase: string): Promise<string>;
  /** SHA-256 in hex: what is stored of a token that is itself long and random. Never for passwords. */
  hash(token: string): string;
  /** HMAC-SHA-256 in base64url: what only this installation can have written. `context` says what for; it holds nowhere else. */
  sign(text: string, context: string): string;
}

/** Opens the key of this installation, made on first use. Throws `secrets.key_invalid` or `secrets.key_unwritable`. */
export function createSecrets(place: KeyPlace): Secrets {
  const key = loadKey(place);
  const name = keyName(key);
  return {
    seal: (plaintext, context) => `v1.${name}.${encrypt(key, Buffer.from(plaintext), boundTo(context))}`,
    open(sealed, context) {
      const parts = /^v1\.([\w-]{8})\.([\w-]+)$/.exec(sealed);
      if (!parts) throw secretErrors('secrets.damaged');
      if (parts[1] !== name) throw secretErrors('secrets.wrong_key', { sealedWith: parts[1]!, inUse: name });
      const plaintext = decrypt(key, parts[2]!, boundTo(context));
      if (!plaintext) throw secretErrors('secrets.damaged');
      return plaintext.toString();
    },
    wrapKey: (passphrase) => wrap(key, passphrase),
    hash: (token) => createHash('sha256').update(token).digest('hex'),
    sign: (text, context) =>
      createHmac('sha256', key).update(`rapport.sign.v1\0${context}\0${text}`).digest('base64url'),
  };
}

function boundTo(context: string): string {
  return `rapport.v1\0${context}`;
}
