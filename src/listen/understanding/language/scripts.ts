/** Writing systems that tell languages apart. `other` is a letter of any further one. */
export const SCRIPTS = [
  'none',
  'latin',
  'cyrillic',
  'greek',
  'arabic',
  'hebrew',
  'devanagari',
  'bengali',
  'gurmukhi',
  'gujarati',
  'oriya',
  'tamil',
  'telugu',
  'kannada',
  'malayalam',
  'sinhala',
  'thai',
  'lao',
  'tibetan',
  'burmese',
  'georgian',
  'hangul',
  'ethiopic',
  'khmer',
  'kana',
  'han',
  'armenian',
  'thaana',
  'other',
] as const;
export type Script = (typeof SCRIPTS)[number];

/** Where each stands in the basic plane (Unicode, Blocks.txt). */
const RANGES: readonly (readonly [first: number, last: number, script: Script])[] = [
  [0x41, 0x24f, 'latin'],
  [0x250, 0x2ff, 'latin'],
  [0x370, 0x3ff, 'greek'],
  [0x400, 0x52f, 'cyrillic'],
  [0x531, 0x58f, 'armenian'],
  [0x590, 0x5ff, 'hebrew'],
  [0x600, 0x6ff, 'arabic'],
  [0x750, 0x77f, 'arabic'],
  [0x780, 0x7bf, 'thaana'],
  [0x8a0, 0x8ff, 'arabic'],
  [0x900, 0x97f, 'devanagari'],
  [0x980, 0x9ff, 'bengali'],
  [0xa00, 0xa7f, 'gurmukhi'],
  [0xa80, 0xaff, 'gujarati'],
  [0xb00, 0xb7f, 'oriya'],
  [0xb80, 0xbff, 'tamil'],
  [0xc00, 0xc7f, 'telugu'],
  [0xc80, 0xcff, 'kannada'],
  [0xd00, 0xd7f, 'malayalam'],
  [0xd80, 0xdff, 'sinhala'],
  [0xe00, 0xe7f, 'thai'],
  [0xe80, 0xeff, 'lao'],
  [0xf00, 0xfff, 'tibetan'],
  [0x1000, 0x109f, 'burmese'],
  [0x10a0, 0x10ff, 'georgian'],
  [0x1100, 0x11ff, 'hangul'],
  [0x1200, 0x139f, 'ethiopic'],
  [0x1780, 0x17ff, 'khmer'],
  [0x1c90, 0x1cbf, 'georgian'],
  [0x1e00, 0x1eff, 'latin'],
  [0x1f00, 0x1fff, 'greek'],
  [0x2d80, 0x2ddf, 'ethiopic'],
  [0x3040, 0x30ff, 'kana'],
  [0x3130, 0x318f, 'hangul'],
  [0x31f0, 0x31ff, 'kana'],
  [0x3400, 0x9fff, 'han'],
  [0xac00, 0xd7af, 'hangul'],
  [0xf900, 0xfaff, 'han'],
];

/** The index in `SCRIPTS` of each letter of the basic plane; 0 for what is no letter. */
export const scriptOfUnit: Uint8Array = new Uint8Array(0x1_0000);

for (const [first, last, script] of RANGES) {
  const index = SCRIPTS.indexOf(script);
  for (let unit = first; unit <= last; unit++) if (isLetter(unit)) scriptOfUnit[unit] = index;
}
for (let unit = 0x80; unit < 0xd800; unit++)
  if (scriptOfUnit[unit] === 0 && isLetter(unit)) scriptOfUnit[unit] = SCRIPTS.length - 1;

function isLetter(unit: number): boolean {
  return /\p{L}/u.test(String.fromCharCode(unit));
}

/** Languages that alone are written so, or so nearly alone that nothing else is worth a guess. */
export const LANGUAGE_OF_SCRIPT: Readonly<Partial<Record<Script, string>>> = {
  greek: 'el',
  hebrew: 'he',
  bengali: 'bn',
  gurmukhi: 'pa',
  gujarati: 'gu',
  oriya: 'or',
  tamil: 'ta',
  telugu: 'te',
  kannada: 'kn',
  malayalam: 'ml',
  sinhala: 'si',
  thai: 'th',
  lao: 'lo',
  tibetan: 'bo',
  burmese: 'my',
  georgian: 'ka',
  hangul: 'ko',
  ethiopic: 'am',
  khmer: 'km',
  kana: 'ja',
  armenian: 'hy',
  thaana: 'dv',
};
