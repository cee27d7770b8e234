import { stemEnglish } from '../stems/english.ts';
import { stemLightly } from '../stems/light.ts';

const KEPT = 50_000;
const known = new Map<string, Map<string, string>>();

/** The stem of a folded word in a language such as `en`; words of languages without rules stay as they are. */
export function stemOf(word: string, language: string): string {
  let stems = known.get(language);
  if (!stems) known.set(language, (stems = new Map()));
  let stem = stems.get(word);
  if (stem === undefined) {
    if (stems.size >= KEPT) stems.clear();
    stem = language === 'en' ? stemEnglish(word) : stemLightly(word, language);
    stems.set(word, stem);
  }
  return stem;
}
