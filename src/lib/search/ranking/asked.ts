import { wordsOf } from '../words/words.ts';
import { stemOf } from '../words/stem.ts';
import { SYNONYMS } from '../words/synonyms.ts';
import type { ArticleStore } from './store.ts';
import { meantBy } from './typos.ts';

/** One word of a question, with everything that counts as having it. */
export interface AskedWord {
  /** As the customer wrote it, folded. */
  readonly term: string;
  /** 1; less for words that fit to any matter. */
  readonly weight: number;
  /** Number of its stem; −1 where no article has it. */
  readonly stem: number;
  /** Stems by number, with how much they count beside the word itself. */
  readonly instead: readonly { readonly stem: number; readonly weight: number }[];
}

/** Words of a question that are looked at; posts and mails may be long. */
const MOST_WORDS = 64;
const WEAK = 0.3;
const SYNONYM = 0.5;
const TYPO = 0.5;
/** Two words that mean something together are there as single words, too. */
const PAIR = 0.5;

/** Reads a question for one set of articles: stems in each of their languages, synonyms, and what unknown words may mean. */
export function askedWords(store: ArticleStore, question: string, language?: string): AskedWord[] {
  const { words, language: spoken } = wordsOf(question, language);
  const asked = new Map<string, AskedWord>();
  for (const { stem, term, isWeak } of words) {
    if (asked.size === MOST_WORDS) break;
    if (asked.has(stem)) continue;
    const instead = new Map<number, number>();
    const add = (other: string, weight: number) => {
      const number = aliveNumber(store, other);
      if (number >= 0 && other !== stem) instead.set(number, Math.max(weight, instead.get(number) ?? 0));
    };
    for (const other of store.languages.keys()) if (other !== spoken) add(stemOf(term, other), 1);
    if (spoken === 'en') for (const other of SYNONYMS.get(stem) ?? []) add(other, SYNONYM);
    const number = aliveNumber(store, stem);
    if (number < 0 && instead.size === 0 && !term.includes(' '))
      for (const other of meantBy(
        { term, stem, stemOf: (part) => stemOf(part, spoken) },
        (one) => aliveNumber(store, one) >= 0,
        store.stems,
      ))
        add(other, TYPO);
    asked.set(stem, {
      term,
      weight: isWeak ? WEAK : stem.includes(' ') ? PAIR : 1,
      stem: number,
      instead: Array.from(instead, ([other, weight]) => ({ stem: other, weight })),
    });
  }
  return [...asked.values()];
}

function aliveNumber(store: ArticleStore, stem: string): number {
  const number = store.numbers.get(stem);
  return number !== undefined && store.postings[number]!.alive > 0 ? number : -1;
}
