import { DE } from './de.ts';
import { EN, type Words } from './en.ts';

export type { Words } from './en.ts';

/** What the pages say in a language; English where there is none. */
export function wordsIn(language: string): Words {
  return language.split('-')[0] === 'de' ? DE : EN;
}
