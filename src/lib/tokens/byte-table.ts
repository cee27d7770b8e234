/** What a byte does in running text: 0 parts words, 1 to 127 is the folded letter, digit or `_`, and above are the signs below. */
export const KIND_OF_BYTE = new Uint8Array(256);

/** Below it, and not 0, a kind is a folded letter. */
export const FIRST_SIGN = 128;
export const SIGN_APOSTROPHE = 128;
export const SIGN_HASH = 129;
export const SIGN_AT = 130;
export const SIGN_DOLLAR = 131;
/** First byte of a longer code point. */
export const SIGN_HIGH = 132;

for (let byte = 0; byte < 256; byte++) KIND_OF_BYTE[byte] = kindOf(byte);

function kindOf(byte: number): number {
  if (byte >= 0x80) return SIGN_HIGH;
  const char = String.fromCharCode(byte);
  if (/[a-z0-9_]/.test(char)) return byte;
  if (/[A-Z]/.test(char)) return byte | 0x20;
  return { "'": SIGN_APOSTROPHE, '#': SIGN_HASH, '@': SIGN_AT, $: SIGN_DOLLAR }[char] ?? 0;
}
