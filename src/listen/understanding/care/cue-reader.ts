import { HANDLE, MARKS, NUMBER, TAG, type TextReader, WORD, wordHash } from '#lib/model/index.ts';
import { CUES } from './cues/cue.ts';
import { readLexicons } from './cues/index.ts';
import {
  compilePhrases,
  HANDLE_SYMBOL,
  LONGEST_GAP,
  LONGEST_STEM,
  NUMBER_SYMBOL,
  NUMBER_WORDS,
  type PhraseNode,
  type Phrases,
  PrefixHasher,
  SHORTEST_STEM,
  stemHash,
} from './phrases.ts';

/** Words of a text that are looked at. */
const MOST_WORDS = 600;
const MOST_FOUND = 400;
/** A "no" up to as many words before a phrase turns it round. */
const NEGATION_REACH = 3;

/** Finds the cues in a text that a `TextReader` has read. One object serves all texts; what it says holds until the next. */
export class CueReader {
  /** How often each of `CUES` was found, and how often with a "no" before it; at most 255. */
  readonly plain = new Uint8Array(CUES.length);
  readonly negated = new Uint8Array(CUES.length);
  /** What was found, in the order of the text: cue, first and last token of the text reader, 1 where a "no" stands before it. */
  found = 0;
  readonly cues = new Uint8Array(MOST_FOUND);
  readonly firstTokens = new Uint16Array(MOST_FOUND);
  readonly lastTokens = new Uint16Array(MOST_FOUND);
  readonly isNegated = new Uint8Array(MOST_FOUND);

  readonly #phrases = allPhrases();
  #count = 0;
  readonly #words = new Int32Array(MOST_WORDS);
  readonly #tokens = new Uint16Array(MOST_WORDS);
  /** 0 nothing, 1 the end of a sentence, 2 a number as well, 3 a word whose beginnings are looked up. */
  readonly #kinds = new Uint8Array(MOST_WORDS);
  readonly #lastOf = new Int16Array(CUES.length);
  #reader: TextReader | undefined;

  read(reader: TextReader): void {
    this.#reader = reader;
    this.#collect(reader);
    this.found = 0;
    this.#lastOf.fill(-1);
    for (let i = 0; i < this.#count; i++) this.#walk(this.#phrases.root, i, i);
    this.plain.fill(0);
    this.negated.fill(0);
    for (let i = 0; i < this.found; i++) {
      const counts = this.isNegated[i] === 1 ? this.negated : this.plain;
      if (counts[this.cues[i]!]! < 255) counts[this.cues[i]!]!++;
    }
  }

  #collect(reader: TextReader): void {
    this.#count = 0;
    for (let i = 0; i < reader.count && this.#count < MOST_WORDS - 1; i++) {
      const kind = reader.kinds[i]!;
      if (kind === WORD || kind === TAG) this.#collectWord(reader, i);
      else if (kind === NUMBER) this.#push(NUMBER_SYMBOL, i, IS_PLAIN);
      else if (kind === HANDLE) this.#push(HANDLE_SYMBOL, i, IS_PLAIN);
      else if (kind === MARKS) this.#collectMarks(reader, i);
    }
  }

  /** A number that stands together with letters counts as two words: "2hrs". */
  #collectWord(reader: TextReader, token: number): void {
    const { units, unitStarts, hashes } = reader;
    const start = unitStarts[token]!;
    const end = unitStarts[token + 1]!;
    let at = start;
    while (at < end && units[at] === ZERO) at++;
    if (at === start || at === end) {
      const isNumber = NUMBER_WORDS.has(hashes[token]!);
      this.#push(hashes[token]!, token, isNumber ? IS_NUMBER : HAS_STEMS);
      return;
    }
    this.#push(NUMBER_SYMBOL, token, IS_PLAIN);
    PREFIX.start();
    for (; at < end; at++) PREFIX.add(units[at]!);
    this.#push(PREFIX.hash, token, IS_PLAIN);
  }

  #collectMarks(reader: TextReader, token: number): void {
    const unit = reader.markUnits[token]!;
    if (SENTENCE_ENDS.has(unit)) this.#push(0, token, IS_END);
    else if (CURRENCIES.has(unit)) this.#push(CURRENCIES.get(unit)!, token, IS_PLAIN);
  }

  #push(word: number, token: number, kind: number): void {
    this.#words[this.#count] = word;
    this.#tokens[this.#count] = token;
    this.#kinds[this.#count++] = kind;
  }

  #walk(node: PhraseNode, from: number, at: number): void {
    for (const cue of node.cues) this.#note(cue, from, at);
    if (at >= this.#count) return;
    if (node.next.size > 0) this.#step(node, from, at);
    if (node.gap === undefined) return;
    for (let skipped = 0; skipped <= LONGEST_GAP && at + skipped < this.#count; skipped++) {
      if (this.#kinds[at + skipped] === IS_END) return;
      this.#step(node.gap, from, at + skipped);
    }
  }

  #step(node: PhraseNode, from: number, at: number): void {
    const kind = this.#kinds[at]!;
    if (kind === IS_END) return;
    const { next } = node;
    const exact = next.get(this.#words[at]!);
    if (exact !== undefined) this.#walk(exact, from, at + 1);
    if (kind === IS_NUMBER) {
      const number = next.get(NUMBER_SYMBOL);
      if (number !== undefined) this.#walk(number, from, at + 1);
    }
    if (kind === HAS_STEMS) this.#stepByStems(next, from, at);
  }

  #stepByStems(next: ReadonlyMap<number, PhraseNode>, from: number, at: number): void {
    const { units, unitStarts } = this.#reader!;
    const start = unitStarts[this.#tokens[at]!]!;
    const end = Math.min(start + LONGEST_STEM, unitStarts[this.#tokens[at]! + 1]!);
    PREFIX.start();
    for (let i = start; i < end; i++) {
      PREFIX.add(units[i]!);
      if (i - start + 1 < SHORTEST_STEM) continue;
      const { hash } = PREFIX;
      if (!this.#phrases.stems.has(hash)) continue;
      const node = next.get(stemHash(hash));
      if (node !== undefined) this.#walk(node, from, at + 1);
    }
  }

  /** Of one cue, what lies inside an earlier find is left out, and the longer of two that begin at the same word counts. */
  #note(cue: number, from: number, to: number): void {
    const first = this.#tokens[from]!;
    const last = this.#tokens[to - 1]!;
    const before = this.#lastOf[cue]!;
    if (before >= 0 && this.lastTokens[before]! >= last) return;
    if (before >= 0 && this.firstTokens[before] === first) {
      this.lastTokens[before] = last;
      return;
    }
    if (this.found === MOST_FOUND) return;
    this.cues[this.found] = cue;
    this.firstTokens[this.found] = first;
    this.lastTokens[this.found] = last;
    this.isNegated[this.found] = this.#hasNegator(from) ? 1 : 0;
    this.#lastOf[cue] = this.found++;
  }

  #hasNegator(from: number): boolean {
    for (let i = from - 1; i >= Math.max(0, from - NEGATION_REACH); i--) {
      if (this.#kinds[i] === IS_END) return false;
      if (NEGATORS.has(this.#words[i]!)) return true;
    }
    return false;
  }
}

let phrases: Phrases | undefined;

/** The tree of all languages, made for the first reader. */
function allPhrases(): Phrases {
  return (phrases ??= compilePhrases(readLexicons()));
}

const IS_PLAIN = 0;
const IS_END = 1;
const IS_NUMBER = 2;
const HAS_STEMS = 3;
const ZERO = 48;
const PREFIX = new PrefixHasher();
const SENTENCE_ENDS: ReadonlySet<number> = new Set([...'.!?…;？！。؟'].map((sign) => sign.charCodeAt(0)));
const CURRENCIES: ReadonlyMap<number, number> = new Map(
  [...'$£€%'].map((sign) => [sign.charCodeAt(0), wordHash(sign)]),
);
const NEGATORS: ReadonlySet<number> = new Set(
  (
    'no not never without isnt arent wasnt werent dont doesnt didnt hardly nobody none aint nor ' +
    'nicht kein keine keinen nie niemals ohne pas jamais sans aucun aucune sin nunca ningun ninguna non senza mai nao sem nem'
  )
    .split(' ')
    .map(wordHash),
);
