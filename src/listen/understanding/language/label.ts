import type { LanguageLabel, PostToUnderstand } from '../labels.ts';
import { detectLanguage } from './detect.ts';

/** Says which n-grams and rules told a language. */
const MODEL = 'language-1';

/** The language of a post; null where it has no words to tell it by. */
export function languageLabel({ text, lang }: PostToUnderstand): LanguageLabel | null {
  const { code, confidence } = detectLanguage(text, lang);
  return code === 'und' ? null : { code, confidence, source: 'built-in', model: MODEL, because: [] };
}

/** Below it the heads for English and unknown languages are asked. */
const SURE = 0.6;

/** The code of a language that is likely enough to choose heads by. */
export function sureCode(language: LanguageLabel | null): string | undefined {
  return language !== null && language.confidence >= SURE ? language.code : undefined;
}
