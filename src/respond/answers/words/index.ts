import { inLanguage } from '#ui/site/index.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import type { Words } from './words.ts';

export type { Words } from './words.ts';

/** The words in a language; English where there are none. */
export const wordsIn = (language: string): Words => inLanguage(language, { en: EN, de: DE });
