import type { LanguageLabel, PostToUnderstand } from '../labels.ts';
import { detectLanguage } from './detect.ts';

/** Says which n-grams and rules told a language. */
const MODEL = 'language-1';

/** The language of a post; null where it has no words to tell it by. */
export function languageLabel({ text, lang }: PostToUnderstand): LanguageLabel | null {
  const { code, confidence } = detectLanguage(text, lang);
  return code === 'und' ? null : { code, confidence, source: 'built-in', model: MODEL, because: [] };
}
