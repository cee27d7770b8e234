import { HANDLE, LINK, MARKS, NUMBER, pairHash, TAG, TextReader, WORD, wordHash } from '#lib/model/index.ts';
import { meaningsByStem } from './meanings.ts';
import { stemLength } from './stem.ts';

/** Words read of a text; intents are said early, and what stands behind them is not looked at. */
export const MOST_WORDS = 400;
export const MOST_TERMS = MOST_WORDS * 48;

/** Blocks of terms: each is weighed as a whole of its own. */
export const WORDS = 0;
export const LETTERS = 1;
export const MEANING = 2;
export const BLOCKS = 3;

const SHORTEST_GROUP = 2;
const LONGEST_GROUP = 5;
const NOT = wordHash('not');
const [START, END] = [wordHash('\u0002start'), wordHash('\u0002end')];
const [BESIDE, SKIPPING, GROUP, MEANS] = [0x51ed270b, 0x2545f491, 0x3c6ef372, 0x1b873593];
const QUESTION_MARK = 63;
const EDGE = 32;
const HAD_APOSTROPHE = 4;
const [LETTER_N, LETTER_T] = [110, 116];

/**
 * The terms of a text by which intents are told apart: stems, pairs of stems side by side and around one word, groups of 2 to
 * 5 letters within words, and what words mean, alone and with the meaning before. One object is used again for each text and allocates nothing.
 */
export class TermReader {
  count = 0;
  readonly hashes = new Int32Array(MOST_TERMS);
  readonly blocks = new Uint8Array(MOST_TERMS);
  /** The word that a term begins with, and the one it ends with; `-1` for the edge of the text. */
  readonly firstWords = new Int16Array(MOST_TERMS);
  readonly lastWords = new Int16Array(MOST_TERMS);
  wordCount = 0;
  /** UTF-16 offsets of the words in the text. */
  readonly starts = new Int32Array(MOST_WORDS + 2);
  readonly ends = new Int32Array(MOST_WORDS + 2);

  readonly #reader = new TextReader();
  readonly #stems = new Int32Array(MOST_WORDS + 2);

  read(text: string): void {
    this.#reader.read(text);
    this.count = 0;
    this.wordCount = 0;
    const { count, kinds } = this.#reader;
    for (let token = 0; token < count && this.wordCount < MOST_WORDS; token++) {
      const kind = kinds[token]!;
      if (kind === WORD || kind === NUMBER || kind === TAG) this.#word(token);
      else if (kind !== HANDLE && kind !== LINK && (kind !== MARKS || this.#isQuestion(token)))
        this.#keep(token, this.#reader.hashes[token]!);
    }
    this.#pairs();
    this.#meanings();
  }

  #isQuestion(token: number): boolean {
    return this.#reader.markUnits[token] === QUESTION_MARK;
  }

  #word(token: number): void {
    const { units, unitStarts, flags } = this.#reader;
    const from = unitStarts[token]!;
    let length = unitStarts[token + 1]! - from;
    const isNegated =
      (flags[token]! & HAD_APOSTROPHE) !== 0 &&
      length > 3 &&
      units[from + length - 1] === LETTER_T &&
      units[from + length - 2] === LETTER_N;
    if (isNegated) length -= 2;
    const word = this.wordCount;
    this.#keep(token, hashOf(units, from, stemLength(units, from, length)));
    this.#letters(from, length, word);
    if (isNegated) this.#keep(token, NOT);
  }

  #keep(token: number, stem: number): void {
    const word = this.wordCount++;
    this.#stems[word] = stem;
    this.starts[word] = this.#reader.starts[token]!;
    this.ends[word] = this.#reader.ends[token]!;
    this.#emit(stem, WORDS, word, word);
  }

  /** Groups of letters within the word, its edges included. */
  #letters(from: number, length: number, word: number): void {
    const { units } = this.#reader;
    for (let start = -1; start < length; start++) {
      let hash = GROUP;
      const most = Math.min(LONGEST_GROUP, length + 1 - start);
      for (let size = 1; size <= most; size++) {
        const at = start + size - 1;
        const unit = at < 0 || at === length ? EDGE : units[from + at]!;
        hash = Math.imul(hash ^ unit, 0x01000193) ^ (hash >>> 13);
        if (size >= SHORTEST_GROUP) this.#emit(hash, LETTERS, word, word);
      }
    }
  }

  #pairs(): void {
    const stems = this.#stems;
    const { wordCount } = this;
    const at = (word: number) => (word < 0 ? START : word >= wordCount ? END : stems[word]!);
    for (let word = -1; word < wordCount; word++) {
      this.#emit(pairHash(at(word) ^ BESIDE, at(word + 1)), WORDS, word, Math.min(word + 1, wordCount - 1));
      if (word + 2 <= wordCount)
        this.#emit(
          pairHash(at(word) ^ SKIPPING, at(word + 2)),
          WORDS,
          word,
          Math.min(word + 2, wordCount - 1),
        );
    }
  }

  #meanings(): void {
    let last = START;
    for (let word = 0; word < this.wordCount; word++)
      for (const meaning of MEANINGS.get(this.#stems[word]!) ?? []) {
        const hash = pairHash(MEANS, meaning);
        if (hash === last) continue;
        this.#emit(hash, MEANING, word, word);
        this.#emit(pairHash(last, hash), MEANING, word, word);
        last = hash;
      }
  }

  #emit(hash: number, block: number, first: number, last: number): void {
    const { count } = this;
    if (count === MOST_TERMS) return;
    this.hashes[count] = hash;
    this.blocks[count] = block;
    this.firstWords[count] = first;
    this.lastWords[count] = last;
    this.count = count + 1;
  }
}

function hashOf(units: Uint16Array, from: number, length: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < length; i++) hash = Math.imul(hash ^ units[from + i]!, 0x01000193);
  return spread(hash);
}

function spread(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  const twice = Math.imul(once ^ (once >>> 12), 0x297a2d39);
  return twice ^ (twice >>> 15);
}

/** The hash of a word's stem, as the reader makes it. */
function stemHash(word: string): number {
  const units = Uint16Array.from(word, (char) => char.charCodeAt(0));
  return hashOf(units, 0, stemLength(units, 0, units.length));
}

const MEANINGS = meaningsByStem(stemHash);
