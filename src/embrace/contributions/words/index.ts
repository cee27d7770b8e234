import { inLanguage } from '#ui/site/index.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';

export type Words = typeof EN;

/** The words of contributions in a language; English where there are none. */
export const wordsIn = (language: string): Words => inLanguage(language, { en: EN, de: DE });
