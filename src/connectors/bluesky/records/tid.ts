import { randomInt } from 'node:crypto';

const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';
const TID = /^[2-7a-j][2-7a-z]{12}$/;

/** A record key made of a time and ten random bits: 13 characters that sort by time. */
export function newTid(at: Date): string {
  const micros = BigInt(at.getTime()) * 1000n + BigInt(randomInt(1000));
  let rest = (micros << 10n) | BigInt(randomInt(1024));
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
