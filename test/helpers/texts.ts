import { array, type Arbitrary, integer } from 'fast-check';

const HALVES = { from: 0xd800, count: 0x800 };
const sign = integer({ min: 0, max: 0x10ffff - HALVES.count }).map((code) =>
  String.fromCodePoint(code < HALVES.from ? code : code + HALVES.count),
);
const near = integer({ min: 0, max: 0x24f }).map((code) => String.fromCharCode(code));

/**
 * Any text that is well formed: every second sign from the first pages of Unicode, control characters among them, the others from all of it.
 * Does what `string({ unit: 'binary' })` does, which takes most of a second to begin.
 */
export function anyText({ minLength = 0, maxLength = 30 } = {}): Arbitrary<string> {
  const one = array(
    integer({ min: 0, max: 1 }).chain((isNear) => (isNear ? near : sign)),
    { minLength, maxLength },
  );
  return one.map((signs) => signs.join(''));
}
