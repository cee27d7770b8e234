import { understand } from '#listen/understanding/index.ts';

/** Least chance at which a language is proposed. */
const SURE = 0.5;

/** The language of a text, as a plain tag; null where it cannot be told. */
export function sureLanguage(text: string): string | null {
  const { language } = understand({ text });
  return language !== null && language.confidence >= SURE ? language.code : null;
}
