import { randomInt } from 'node:crypto';

const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';
const TID = /^[2-7a-j][2-7a-z]{12}$/;

const KEYS_A_MILLISECOND = 1000 * 1024;
/** Begins by chance in each process, and goes up, so that keys of one millisecond differ. */
let serial = randomInt(KEYS_A_MILLISECOND);

/** A record key made of a time and a running number: 13 characters that sort by time. */
export function newTid(at: Date): string {
  serial = (serial + 1) % KEYS_A_MILLISECOND;
  const micros = BigInt(at.getTime()) * 1000n + BigInt(Math.floor(serial / 1024));
  let rest = (micros << 10n) | BigInt(serial % 1024);
  let tid = '';
  for (let i = 0; i < 13; i++) {
    tid = DIGITS[Number(rest & 31n)] + tid;
    rest >>= 5n;
  }
  return tid;
}

/** Microseconds since 1970 that a record key or revision stands for; undefined when it is not of that form. */
export function microsOfTid(tid: unknown): number | undefined {
  if (typeof tid !== 'string' || !TID.test(tid)) return undefined;
  let micros = 0;
  for (let i = 0; i < 11; i++) micros = micros * 32 + DIGITS.indexOf(tid[i]!);
  return Number.isSafeInteger(micros) ? micros : undefined;
}
