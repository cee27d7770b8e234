import { en, type Texts } from './en.ts';

export type TextKey = keyof Texts;
/** The text of a key, with `{name}` replaced by the value of that name. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** Each language is a file of its own that only its readers load. */
const LANGUAGES: Readonly<Record<string, () => Promise<Texts>>> = {
  en: () => Promise.resolve(en),
  de: () => import('./de.ts').then(({ de }) => de),
  fr: () => import('./fr.ts').then(({ fr }) => fr),
  es: () => import('./es.ts').then(({ es }) => es),
  ar: () => import('./ar.ts').then(({ ar }) => ar),
};
const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb']);

/** Of the languages that there are texts for, the one nearest to what the reader wants; English when there is none. */
export function nearestLanguage(wanted: string): string {
  const [base = ''] = wanted.toLowerCase().split(/[-_]/);
  return Object.hasOwn(LANGUAGES, base) ? base : 'en';
}

/** The tag as the browser's own formats take it, or `en`. */
export function usableTag(wanted: string): string {
  try {
    return Intl.getCanonicalLocales(wanted.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

export function isRightToLeft(language: string): boolean {
  return RIGHT_TO_LEFT.has(language.toLowerCase().split(/[-_]/)[0] ?? '');
}

/** English while a language's file cannot be loaded. */
export async function loadTexts(language: string): Promise<Say> {
  const load = LANGUAGES[nearestLanguage(language)];
  return sayIn((await load?.().catch(() => en)) ?? en);
}

export function sayIn(texts: Texts): Say {
  return (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
}

export const LANGUAGE_NAMES = Object.keys(LANGUAGES);
