import { inLanguage } from '#ui/site/index.ts';
import { DE } from './de.ts';
import { EN, type Words } from './en.ts';

export type { Words } from './en.ts';

/** The words of members' pages in a language; English where there are none. */
export function wordsIn(language: string): Words {
  return inLanguage(language, { en: EN, de: DE });
}
