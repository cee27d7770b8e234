import { guessLanguage } from '#lib/search/index.ts';
import { plainLanguage } from './scope.ts';
import type { Token } from './tokens.ts';

/** Fewer words do not tell their language. */
const LEAST = 6;
/** A guess of English can mean that nothing was found. */
const ENGLISH = new Set(
  'the and you your we our is are to of for it that this with have not can will'.split(' '),
);

/** The language of a reply: what its small words say, else what the conversation is held in. */
export function languageOf(tokens: readonly Token[], stated: string | null): string | null {
  const words = tokens.flatMap(({ kind, key }) => (kind === 'word' ? [key] : []));
  const known = plainLanguage(stated);
  if (words.length < LEAST) return known;
  const guessed = guessLanguage(words.map((word) => word.normalize('NFKD').replaceAll(/\p{M}/gu, '')));
  if (guessed !== 'en' || words.some((word) => ENGLISH.has(word))) return guessed;
  return known;
}
