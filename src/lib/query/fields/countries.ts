import { ALPHA3 } from './alpha3.ts';
import { placeName } from './names.ts';

/** The two-letter code, in lower case, of a country given by code or by its name in one of the languages below. */
export function countryCode(written: string): string | undefined {
  codes ??= readCodes();
  return codes.get(placeName(written));
}

let codes: Map<string, string> | undefined;

/** Names in use that the lists of the runtime write otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  america: 'us',
  bosnia: 'ba',
  burma: 'mm',
  'cape verde': 'cv',
  'czech republic': 'cz',
  'dr congo': 'cd',
  drc: 'cd',
  'east timor': 'tl',
  'great britain': 'gb',
  holland: 'nl',
  'hong kong': 'hk',
  'ivory coast': 'ci',
  macau: 'mo',
  macedonia: 'mk',
  myanmar: 'mm',
  palestine: 'ps',
  swaziland: 'sz',
  turkey: 'tr',
  uae: 'ae',
  uk: 'gb',
  'united states of america': 'us',
  vatican: 'va',
};
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'tr', 'ru', 'ja', 'zh', 'ko', 'ar'];

function readCodes(): Map<string, string> {
  const found = new Map<string, string>();
  const known = allCodes();
  for (const language of LANGUAGES) {
    const names = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of known) {
      const name = placeName(names.of(code)!);
      if (!found.has(name)) found.set(name, code.toLowerCase());
    }
  }
  for (const code of known) found.set(code.toLowerCase(), code.toLowerCase());
  for (const [name, code] of Object.entries({ ...ALPHA3, ...ALIASES })) found.set(name, code);
  return found;
}

/** Codes in force that the runtime has an English name for, except those for unions and private use. */
function allCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const all = letters.flatMap((first) => letters.map((second) => first + second));
  return all.filter((code) => names.of(code) !== undefined && isInForce(code) && !UNIONS.has(code));
}

/** `DD`, `YU` and their like have a canonical form that is another code. */
function isInForce(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

const UNIONS = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
