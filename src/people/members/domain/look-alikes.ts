/**
 * Letters that an eye takes for others, each with what it is taken for: of Unicode's confusables (UTS 39) those of Latin, Cyrillic, Greek
 * and Armenian that look like letters from a to z, and digits. Written as `target: look-alikes`.
 */
const TABLE: Readonly<Record<string, string>> = {
  a: 'аαɑ∂ａ4@',
  b: 'ƀЬƄьв8ß',
  c: 'сϲⅽᴄ',
  d: 'đðԁⅾɗ',
  e: 'еєҽ℮ɛε3',
  f: 'ƒғϝ',
  g: 'ɡցɢ9',
  h: 'ħһհн',
  i: 'łіιıɩɪ1|!lӏⅼɭ',
  j: 'јϳʝ',
  k: 'кκĸ',
  m: 'мⅿʍ',
  n: 'пηռո',
  o: 'øоοσөօ0',
  p: 'рρϱ',
  q: 'ԛգզ',
  r: 'гᴦʀ',
  s: 'ѕʂꜱ5$',
  t: 'ŧтτᴛ7',
  u: 'υսʊᴜц',
  v: 'ѵνⅴᴠ',
  w: 'ԝωѡᴡ',
  x: 'хχⅹ×',
  y: 'уγүყʏ',
  z: 'ᴢʐ2',
};

const LOOKS = new Map(
  Object.entries(TABLE).flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)),
);

/**
 * A name as an eye reads it: compatibility forms and marks undone, small letters, look-alikes as the letter they look like, what
 * separates left out, `rn` as m, `vv` as w. Two names with the same key are one to whoever glances at them.
 */
export function lookOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const letters = Array.from(plain, (sign) => LOOKS.get(sign) ?? sign).join('');
  return letters
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');
}
