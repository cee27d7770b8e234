import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new prefixed id, `case_01jd…`: 48 bits of milliseconds and 80 random bits in Crockford base 32, so ids sort by
 * the time they were made.
 */
export function newId(prefix: string, at: number = Date.now()): string {
  let time = '';
  for (let rest = at, i = 0; i < 10; i++) {
    time = ALPHABET[rest % 32] + time;
    rest = Math.floor(rest / 32);
  }
  let random = '';
  for (let i = 0; i < 16; i++) random += ALPHABET[nextRandom() & 31];
  return `${prefix}_${time}${random}`;
}

/** A secret for links and tokens: `bytes` random bytes in base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** Drawn in stock: asking for sixteen bytes at a time costs more than everything else of an id. */
let stock = new Uint8Array();
let used = 0;

function nextRandom(): number {
  if (used === stock.length) {
    stock = randomBytes(4096);
    used = 0;
  }
  return stock[used++]!;
}
