/** Codes of the countries whose flags a text shows, in order; `GB.ENG` and its sisters for those of England, Scotland and Wales. */
export function flagsIn(text: string): string[] {
  const found: string[] = [];
  if (!text.includes(FIRST_HALF)) return found;
  for (const [flag] of text.matchAll(FLAG)) {
    const code = flag.startsWith('\u{1F3F4}')
      ? HOME_NATIONS[lettersOf(flag, TAG_A)]
      : lettersOf(flag, FLAG_A).toUpperCase();
    if (code !== undefined && !found.includes(code)) found.push(code);
  }
  return found;
}

/** Of every sign that a flag is made of. */
const FIRST_HALF = '\ud83c';
const FLAG = /[\u{1F1E6}-\u{1F1FF}]{2}|\u{1F3F4}[\u{E0061}-\u{E007A}]+\u{E007F}/gu;
const FLAG_A = 0x1f1e6;
const TAG_A = 0xe0061;
const HOME_NATIONS: Readonly<Record<string, string>> = { gbeng: 'GB.ENG', gbsct: 'GB.SCT', gbwls: 'GB.WLS' };

function lettersOf(flag: string, a: number): string {
  return [...flag]
    .map((sign) => sign.codePointAt(0)! - a)
    .filter((letter) => letter >= 0 && letter < 26)
    .map((letter) => String.fromCharCode(97 + letter))
    .join('');
}
