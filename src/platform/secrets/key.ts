import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import type { Config } from '#platform/config/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { secretErrors } from './errors.ts';

export type KeyPlace = Pick<Config, 'secretKey' | 'dataDir'>;

const KEY_BYTES = 32;

/** The key of this installation: from the configuration, else from `secret.key` in the data directory, which is made on first use. */
export function loadKey({ secretKey, dataDir }: KeyPlace): Buffer {
  if (secretKey !== undefined) return parseKey(secretKey, 'RAPPORT_KEY');
  const file = keyFile(dataDir);
  return readKey(file) ?? createKey(file, randomBytes(KEY_BYTES));
}

/**
 * Puts a key from a backup into the data directory. Throws `secrets.key_exists` when another one is in use, unless `replace` is
 * set and the other one is a file.
 */
export function installKey(place: KeyPlace, key: Buffer, options: { replace?: boolean } = {}): void {
  const file = keyFile(place.dataDir);
  const present = place.secretKey === undefined ? readKey(file) : parseKey(place.secretKey, 'RAPPORT_KEY');
  if (present?.equals(key)) return;
  if (present) {
    const mayReplace = options.replace === true && place.secretKey === undefined;
    if (!mayReplace)
      throw secretErrors('secrets.key_exists', {
        place: place.secretKey === undefined ? file : 'RAPPORT_KEY',
      });
    rmSync(file);
  }
  createKey(file, key);
}

/** A short public name of a key, to tell which one sealed something. */
export function keyName(key: Buffer): string {
  return createHash('sha256').update('rapport key name\0').update(key).digest('base64url').slice(0, 8);
}

function keyFile(dataDir: string): string {
  return path.join(dataDir, 'secret.key');
}

function readKey(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const key = parseKey(text, file);
  chmodSync(file, 0o600);
  return key;
}

/** Written whole under another name, then linked: a reader finds a whole key or none, and only the first writer wins. */
function createKey(file: string, key: Buffer): Buffer {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = openSync(draft, 'wx', 0o600);
    writeSync(handle, `${key.toString('hex')}\n`);
    fsyncSync(handle);
    closeSync(handle);
    linkSync(draft, file);
    return key;
  } catch (error) {
    const winner = readKey(file);
    if (winner) return winner;
    throw secretErrors('secrets.key_unwritable', { file, reason: messageOf(error) }, error);
  } finally {
    rmSync(draft, { force: true });
  }
}

function parseKey(text: string, place: string): Buffer {
  const trimmed = text.trim();
  const isHex = /^[0-9a-f]{64}$/i.test(trimmed);
  const isBase64 = /^[\w+/-]{43}=?$/.test(trimmed);
  if (!isHex && !isBase64) throw secretErrors('secrets.key_invalid', { place });
  const key = Buffer.from(trimmed, isHex ? 'hex' : 'base64');
  if (key.length !== KEY_BYTES) throw secretErrors('secrets.key_invalid', { place });
  return key;
}
