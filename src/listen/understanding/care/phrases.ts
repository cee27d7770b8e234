import { HASH_START, HASH_STEP, mix, wordHash } from '#lib/model/index.ts';
import { fold } from '#lib/tokens/index.ts';
import { CUES, type Lexicon } from './cues/cue.ts';

/** A step of the phrases: which words may follow, and which cues end here. */
export interface PhraseNode {
  readonly next: Map<number, PhraseNode>;
  /** Where the phrase goes on after up to `LONGEST_GAP` words. */
  gap: PhraseNode | undefined;
  /** Indexes in `CUES`. */
  readonly cues: number[];
}

/** All phrases of all languages as one tree over the hashes of folded words. */
export interface Phrases {
  readonly root: PhraseNode;
  /** Hashes of the beginnings that `word*` asks for; in the tree they stand as `stemHash`. */
  readonly stems: ReadonlySet<number>;
}

export const LONGEST_GAP = 3;
export const SHORTEST_STEM = 3;
export const LONGEST_STEM = 16;
export const NUMBER_SYMBOL = wordHash('\u0004number');
export const HANDLE_SYMBOL = wordHash('\u0004handle');
export const NUMBER_WORDS: ReadonlySet<number> = new Set(
  `one two three four five six seven eight nine ten eleven twelve twenty thirty couple few several hundred`
    .split(' ')
    .map(wordHash),
);

/** The symbol of words that begin with what hashes to `hash`. */
export function stemHash(hash: number): number {
  return hash ^ 0x5bd1e995;
}

/** Makes the tree. Throws where a phrase is not well formed, so that a slip in a word list ends the tests and not a day's posts. */
export function compilePhrases(lexicons: readonly Lexicon[]): Phrases {
  const root = newNode();
  const stems = new Set<number>();
  for (const lexicon of lexicons) {
    for (const [index, cue] of CUES.entries()) {
      for (const phrase of (lexicon[cue] ?? '').split(',')) {
        const parts = phrase.trim().split(/\s+/).filter(Boolean);
        if (parts.length > 0) addPhrase(root, stems, parts, index);
      }
    }
  }
  return { root, stems };
}

function addPhrase(root: PhraseNode, stems: Set<number>, parts: readonly string[], cue: number): void {
  if (parts[0] === '..' || parts.at(-1) === '..')
    throw new Error(`A phrase cannot begin or end with a gap: ${parts.join(' ')}`);
  let at = [root];
  for (const part of parts) {
    if (part === '..') at = at.map((node) => (node.gap ??= newNode()));
    else at = at.flatMap((node) => part.split('|').map((word) => child(node, symbolOf(word, stems))));
  }
  for (const node of at) if (!node.cues.includes(cue)) node.cues.push(cue);
}

function child(node: PhraseNode, symbol: number): PhraseNode {
  const next = node.next.get(symbol) ?? newNode();
  node.next.set(symbol, next);
  return next;
}

function symbolOf(word: string, stems: Set<number>): number {
  if (word === '#') return NUMBER_SYMBOL;
  if (word === '@') return HANDLE_SYMBOL;
  if (/^[$£€%]$/.test(word)) return wordHash(word);
  const isStem = word.endsWith('*');
  const plain = (isStem ? word.slice(0, -1) : word).replaceAll(/\d/g, '0').replaceAll(/(.)\1{2,}/g, '$1$1');
  if (/^0+$/.test(plain)) return NUMBER_SYMBOL;
  if (fold(plain) !== plain || !/^[\p{L}\p{N}]+$/u.test(plain)) throw new Error(`Not a folded word: ${word}`);
  if (!isStem) return wordHash(plain);
  if (plain.length < SHORTEST_STEM || plain.length > LONGEST_STEM)
    throw new Error(`Not a fitting beginning: ${word}`);
  stems.add(wordHash(plain));
  return stemHash(wordHash(plain));
}

function newNode(): PhraseNode {
  return { next: new Map(), gap: undefined, cues: [] };
}

/** Hashes the beginnings of a word one after the other, as `wordHash` does whole words. */
export class PrefixHasher {
  #state = HASH_START;

  get hash(): number {
    return mix(this.#state);
  }

  start(): void {
    this.#state = HASH_START;
  }

  add(unit: number): void {
    this.#state = Math.imul(this.#state ^ unit, HASH_STEP);
  }
}
