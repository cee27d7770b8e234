import { randomBytes, scrypt } from 'node:crypto';
import { decrypt, encrypt } from './envelope.ts';
import { secretErrors } from './errors.ts';

const COST_LOG2 = 16;
/** A file from elsewhere must not make us spend more than 256 MB. */
const HIGHEST_COST_LOG2 = 18;
const BOUND = 'rapport-key.v1';

/** Wraps a key under a passphrase (scrypt, then AES-256-GCM) for a backup. */
export async function wrap(key: Buffer, passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const derived = await derive(passphrase, salt, COST_LOG2);
  return [BOUND, COST_LOG2, salt.toString('base64url'), encrypt(derived, key, BOUND)].join('.');
}

/** The key out of `wrapKey`. Throws `secrets.damaged` when it is not one, `secrets.wrong_passphrase` when it stays shut. */
export async function unwrapKey(wrapped: string, passphrase: string): Promise<Buffer> {
  const parts = /^rapport-key\.v1\.(\d{1,2})\.([\w-]{22})\.([\w-]+)$/.exec(wrapped.trim());
  const cost = Number(parts?.[1]);
  if (!parts || cost < 10 || cost > HIGHEST_COST_LOG2) throw secretErrors('secrets.damaged');
  const derived = await derive(passphrase, Buffer.from(parts[2]!, 'base64url'), cost);
  const key = decrypt(derived, parts[3]!, BOUND);
  if (!key) throw secretErrors('secrets.wrong_passphrase');
  return key;
}

function derive(passphrase: string, salt: Buffer, costLog2: number): Promise<Buffer> {
  const N = 2 ** costLog2;
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
}
