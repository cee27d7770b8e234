/** Letters as an eye reads them: what looks alike is the same. */
/**
 * Letters that an eye takes for others, each with what it is taken for: of Unicode's confusables (UTS 39) those of Latin, Cyrillic, Greek,
 * Armenian and Cherokee that look like letters from a to z, and digits. Written as `target: look-alikes`. A capital stands there where it looks
 * like another letter than its small one does (Greek Μ, Ν, Υ).
 */
const TABLE: Readonly<Record<string, string>> = {
  a: 'аαɑ∂ａ4@ᴀᎪ',
  b: 'ƀЬƄьв8ßΒβʙᏴ',
  c: 'сϲⅽᴄᏟϹ',
  d: 'đðԁⅾɗᴅᎠ',
  e: 'еєҽ℮ɛε3ᴇᎬ',
  f: 'ƒғϝꜰ',
  g: 'ɡցɢ9Ꮐ',
  h: 'ħһհнΗʜᎻ',
  i: 'łіιıɩɪ1|!lӏⅼɭʟᏞ',
  j: 'јϳʝᴊᎫ',
  k: 'кκĸᴋᏦ',
  m: 'мⅿʍΜᴍᎷ',
  n: 'пηռոΝɴ',
  o: 'øоοσөօ0ᴏ',
  p: 'рρϱᴘᏢ',
  q: 'ԛգզ',
  r: 'гᴦʀᎡ',
  s: 'ѕʂꜱ5$Ꮪ',
  t: 'ŧтτᴛ7Ꭲ',
  u: 'υսʊᴜц',
  v: 'ѵνⅴᴠᏙ',
  w: 'ԝωѡᴡᎳ',
  x: 'хχⅹ×',
  y: 'уγүყʏΥ',
  z: 'ᴢʐ2ΖᏃ',
};

const LOOKS = new Map(
  Object.entries(TABLE).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/** White letters in black circles and squares: A is the first of each row. */
const BOXED = [0x1f150, 0x1f170];

function read(text: string): string {
  return Array.from(text, (sign) => LOOKS.get(sign) ?? unboxed(sign)).join('');
}

function unboxed(sign: string): string {
  const code = sign.codePointAt(0)!;
  const row = BOXED.find((first) => code >= first && code < first + 26);
  return row === undefined ? sign : String.fromCharCode(97 + code - row);
}

/**
 * A name as an eye reads it: compatibility forms and marks undone, small letters, look-alikes as the letter they look like, what
 * separates left out, `rn` as m, `vv` as w. Two names with the same key are one to whoever glances at them.
 */
export function lookOf(name: string): string {
  // Read before each step that would make another letter of one: lunate sigma a final one, capital Μ a small μ.
  const plain = read(name.normalize('NFD')).normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return read(read(plain).toLowerCase())
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}

/**
 * One sign as an eye reads it: small letters, marks undone, a look-alike as the letter it looks like. Digits and signs of ASCII stay
 * unless `isStrict`: there `1` is i and `0` is o. What cannot be seen is ''.
 */
export function lookOfSign(sign: string, isStrict = false): string {
  const code = sign.codePointAt(0)!;
  if (code < 128 && !isStrict) return sign.toLowerCase();
  if (/^\p{Cf}$/u.test(sign)) return '';
  const plain = read(sign.normalize('NFD')).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return read(plain);
}
