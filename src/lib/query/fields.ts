import { hostOf } from '#lib/tokens/index.ts';

/** What a field makes of a written value: its canonical form, or what was expected instead. */
export type FieldReading =
  | { readonly value: string }
  | { readonly expected: string; readonly instead?: string };

export interface Field {
  /** Whether the field alone picks few enough posts to be a topic. */
  readonly isNarrow: boolean;
  /** Compares a number of the document instead of looking for a fact. */
  readonly number?: 'followers' | 'likes' | 'rating';
  read(written: string): FieldReading;
}

export const KINDS = ['post', 'reply', 'quote', 'article', 'review', 'comment', 'message'] as const;

/** Every field of the language by its name. */
export const FIELDS: Readonly<Record<string, Field>> = {
  author: { isNarrow: true, read: readName },
  has: oneOf('link', 'media', 'question'),
  is: oneOf('reply', 'repost', 'quote', 'review', 'own'),
  kind: oneOf(...KINDS),
  lang: { isNarrow: false, read: readLanguage },
  link: { isNarrow: true, read: readHost },
  mention: { isNarrow: true, read: readName },
  site: { isNarrow: true, read: readHost },
  source: { isNarrow: true, read: readText },
  to: { isNarrow: true, read: readName },
  followers: range('followers'),
  likes: range('likes'),
  rating: range('rating'),
};

/** Longest fact in UTF-16 units; both sides are cut alike. */
const MAX_FACT = 200;

/** The one form in which a field's value is stored and compared: `author:jane.example`. */
export function fact(name: string, value: string): string {
  return `${name}:${value.replaceAll(/\p{Cc}/gu, '').slice(0, MAX_FACT)}`.toWellFormed();
}

/** Names and handles without the leading @, composed, in lower case, blanks single. */
export function plainName(written: string): string {
  return written
    .normalize('NFC')
    .replace(/^[\s@＠]+/, '')
    .trimEnd()
    .replaceAll(/\s+/g, ' ')
    .toLowerCase();
}

/** A language tag in lower case with hyphens, or undefined. */
export function languageTag(written: string): string | undefined {
  const tag = written.trim().replaceAll('_', '-').toLowerCase();
  return /^[a-z]{2,3}(?:-[a-z0-9]{1,8})*$/.test(tag) && tag.length <= 35 ? tag : undefined;
}

/** The ends of a range, `*` being open. */
export function rangeEnds(value: string): [least: number, most: number] {
  const [least, most] = value.slice(1, -1).split(' TO ');
  return [least === '*' ? -Infinity : Number(least), most === '*' ? Infinity : Number(most)];
}

function readName(written: string): FieldReading {
  const value = plainName(written);
  return value === '' ? { expected: 'a handle or an account id' } : { value };
}

function readText(written: string): FieldReading {
  const value = plainName(written);
  return value === '' ? { expected: 'a name' } : { value };
}

function readLanguage(written: string): FieldReading {
  const value = languageTag(written);
  if (value !== undefined) return { value };
  const instead = LANGUAGES[written.trim().toLowerCase()];
  return { expected: 'a language code such as en or pt-BR', ...(instead && { instead }) };
}

function readHost(written: string): FieldReading {
  const host = hostOf(written);
  const rest = /^\s*(?:https?:\/\/)?[^/?#\s]*(.*)$/isu.exec(written)?.[1]?.trim() ?? '';
  if (host === undefined) return { expected: 'a host name such as example.com' };
  if (rest !== '' && rest !== '/') return { expected: 'a host name without a path', instead: host };
  return { value: host };
}

function oneOf(...values: string[]): Field {
  const read = (written: string): FieldReading => {
    const value = written.trim().toLowerCase();
    return values.includes(value) ? { value } : { expected: `one of ${values.join(', ')}` };
  };
  return { isNarrow: false, read };
}

function range(number: 'followers' | 'likes' | 'rating'): Field {
  const read = (written: string): FieldReading => {
    const ends = /^\[\s*(\*|-?\d{1,15}(?:\.\d{1,9})?)\s+TO\s+(\*|-?\d{1,15}(?:\.\d{1,9})?)\s*\]$/i.exec(
      written,
    );
    if (ends === null) return { expected: 'a range such as [100 TO 5000] or [100 TO *]' };
    const [least, most] = [ends[1]!, ends[2]!].map((end) => (end === '*' ? end : String(Number(end))));
    const value = `[${least} TO ${most}]`;
    if (Number(least) > Number(most))
      return { expected: 'the smaller number first', instead: `[${most} TO ${least}]` };
    return { value };
  };
  return { isNarrow: false, number, read };
}

const LANGUAGES: Readonly<Record<string, string>> = {
  arabic: 'ar',
  chinese: 'zh',
  dutch: 'nl',
  english: 'en',
  french: 'fr',
  german: 'de',
  hindi: 'hi',
  italian: 'it',
  japanese: 'ja',
  korean: 'ko',
  polish: 'pl',
  portuguese: 'pt',
  russian: 'ru',
  spanish: 'es',
  turkish: 'tr',
  ukrainian: 'uk',
};
