import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new prefixed id, `case_01jd…`: 48 bits of milliseconds and 80 bits in Crockford base 32, so ids sort by the time they were
 * made. Those of one process and millisecond sort in their order; the other bits are random.
 */
export function newId(prefix: string, at: number = Date.now()): string {
  const turn = nextTurn(at);
  let rest = ALPHABET[(turn >> 10) & 31]! + ALPHABET[(turn >> 5) & 31]! + ALPHABET[turn & 31]!;
  for (let i = 3; i < 16; i++) rest += ALPHABET[nextRandom() & 31];
  return `${prefix}_${timePart(at)}${rest}`;
}

/** Every id that is made from that moment (milliseconds) on sorts behind it. */
export function earliestId(prefix: string, at: number): string {
  return `${prefix}_${timePart(at)}`;
}

function timePart(at: number): string {
  let time = '';
  for (let left = at, i = 0; i < 10; i++) {
    time = ALPHABET[left % 32] + time;
    left = Math.floor(left / 32);
  }
  return time;
}

/** A secret for links and tokens: `bytes` random bytes in base64url. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

let lastAt = -1;
let turnAt = 0;

/** How many ids of this millisecond there were; begins at a random low number, so that processes do not all begin alike. */
function nextTurn(at: number): number {
  if (at !== lastAt) {
    lastAt = at;
    turnAt = nextRandom() & 31;
  } else if (turnAt < 32_767) turnAt += 1;
  return turnAt;
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
