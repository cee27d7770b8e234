import { searchWords } from '#lib/typos/index.ts';
import { quoted } from './facts.ts';

/** Kinds of things that are found, in the order in which they are shown. */
export const KINDS = ['conversation', 'case', 'person', 'reply', 'note', 'article', 'canned'] as const;
export type Kind = (typeof KINDS)[number];
/** What is told to be indexed anew. */
const SOURCES = ['conversation', 'case', 'person', 'article'] as const;
export type SourceName = (typeof SOURCES)[number];

/** Something to be found, by its words. */
export interface Entry {
  kind: Kind;
  id: string;
  source: SourceName;
  place: string;
  at: Date;
  title: string;
  labels: string;
  text: string;
  /** What narrows a search to it, as `factOf` gives them. */
  facts: readonly string[];
}

const MOST_WORDS = 2000;

/** The words of an entry as a text search vector, its facts behind them: the heaviest field of each word counts. */
export function vectorOf({
  title,
  labels,
  text,
  facts,
}: Pick<Entry, 'title' | 'labels' | 'text' | 'facts'>): {
  vector: string;
  words: string[];
} {
  const weights = new Map<string, string>();
  for (const [field, weight] of [
    [title, 'A'],
    [labels, 'B'],
    [text, 'D'],
  ] as const)
    for (const word of searchWords(field))
      if (!weights.has(word) && weights.size < MOST_WORDS) weights.set(word, weight);
  return {
    vector: [...[...weights].map(([word, weight]) => `'${word}':1${weight}`), ...facts.map(quoted)].join(' '),
    words: [...weights.keys(), ...facts],
  };
}

/** A word of a question with the words that may be meant. */
export interface Meant {
  word: string;
  /** Written alike: these are looked for, too. */
  alike: readonly string[];
  /** Entries that have one of them, at most. */
  uses: number;
}

const SHORTEST_PREFIX = 3;

/** Text search queries for what is meant: every word in any way it may be meant, and as it was written. */
export function queriesOf(meant: readonly Meant[], join: '&' | '|'): { wide: string; exact: string } {
  return {
    wide: meant.map(wideOf).join(` ${join} `),
    exact: meant.map(({ word }) => `'${word}'`).join(' | '),
  };
}

/** A word in any way it may be meant. */
export function wideOf({ word, alike }: Pick<Meant, 'word' | 'alike'>): string {
  const exact = word.length >= SHORTEST_PREFIX ? `'${word}':*` : `'${word}'`;
  return `(${[exact, ...alike.map((other) => `'${other}'`)].join(' | ')})`;
}

/** Whether somebody who typed this may mean that: never when what was typed is common itself. */
export function isMeant(typed: { uses: number }, other: { uses: number }): boolean {
  return typed.uses * 20 < other.uses || typed.uses === 0;
}
