/** A name as it is looked up: small letters, without accents and signs, one space between words, `st`, `ft` and `mt` for saint, fort and mount. */
export function foldName(written: string): string {
  return foldWords(written).join(' ');
}

/** The folded words of a name or of a segment of a text. Never throws. */
export function foldWords(written: string): string[] {
  const plain = (PLAIN.test(written) ? written.toLowerCase() : unaccented(written)).replaceAll('&', ' and ');
  const words: string[] = [];
  for (const word of plain.replaceAll(SILENT, '').split(BETWEEN_WORDS))
    if (word !== '') words.push(SHORT.get(word) ?? word);
  return words;
}

/** One word as `foldWords` folds it; empty where it has no letters or digits. */
export function foldWord(written: string): string {
  if (!SIMPLE.test(written)) return foldWords(written).join('');
  const small = written.toLowerCase();
  return SHORT.get(small) ?? small;
}

const SIMPLE = /^[a-z0-9]+$/i;
const PLAIN = /^[\0-\x7f]*$/;
/** Dropped without a gap: St. Louis, Coeur d'Alene, U.S.A. */
const SILENT = /[.'’‘`´ʻʼ\u00ad\u2060\ufeff\u0640]|[\u200b-\u200f]|[\u064b-\u065f]/g;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/u;
const SHORT = new Map([
  ['saint', 'st'],
  ['sainte', 'ste'],
  ['fort', 'ft'],
  ['mount', 'mt'],
]);
/** Letters that no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ی: 'ي',
  ک: 'ك',
  ى: 'ي',
  ة: 'ه',
};

function unaccented(written: string): string {
  return written
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[ßøłđðþæœıħیکىة]/g, (letter) => LETTERS[letter]!);
}

/** 40 bits that stand for a folded name: two names in a million million share them. The higher 32 order the index. */
export function fingerprint(folded: string): number {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x85ebca6b) ^ (two >>> 13);
  }
  one = Math.imul(one ^ (one >>> 15), 0x2c1b3c6d);
  return ((one ^ (one >>> 13)) >>> 0) * 256 + ((two ^ (two >>> 17)) & 255);
}

/** Slots in which the reach of a first word is kept. */
export const REACH_SLOTS = 1 << 17;

/** The slot of a folded word. */
export function reachSlot(word: string): number {
  return Math.floor(fingerprint(word) / 2 ** 23);
}
