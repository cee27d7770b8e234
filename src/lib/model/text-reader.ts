import {
  APOSTROPHE,
  CLASS_BITS,
  DIGIT,
  factsOfPair,
  factsOfUnit,
  FOLD_SHIFT,
  HIGH_SURROGATE,
  IGNORED,
  IS_UPPER,
  LETTER,
  PICTOGRAPH,
  PUNCTUATION,
  SPACE,
  UNSPACED,
} from './char-table.ts';
import { emoticonAt, emoticonToken, mayBeginEmoticon } from './emoticons.ts';
import { HASH_START, HASH_STEP, mix, wordHash } from './hashing.ts';

/** Kinds of tokens. */
export const WORD = 1;
export const TAG = 2;
export const NUMBER = 3;
export const HANDLE = 4;
export const LINK = 5;
export const EMOJI = 6;
export const EMOTICON = 7;
export const MARKS = 8;

/** Flags of words. */
export const IS_SHOUTED = 1;
export const IS_STRETCHED = 2;
/** An apostrophe stood inside: "don't", not "dont". */
export const HAD_APOSTROPHE = 4;

/** Tokens read of a text; what stands behind them is not looked at. */
export const MOST_TOKENS = 1500;
const MOST_UNITS = 24_000;
/** Letters of a word that are kept. */
export const LONGEST_WORD = 40;
const SHORTEST_TAIL = 3;
/** Letters repeated more often than this are left out: "soooooo" is read as "soo". */
const MOST_REPEATS = 2;

const HANDLE_HASH = wordHash('\u0002@');
const LINK_HASH = wordHash('\u0002link');

/**
 * The tokens of a text for the models: folded, with handles, links and digits masked. One object is used again for every
 * text and allocates nothing. Positions are UTF-16 offsets. Never throws, whatever the text holds.
 */
export class TextReader {
  count = 0;
  readonly kinds = new Uint8Array(MOST_TOKENS);
  readonly flags = new Uint8Array(MOST_TOKENS);
  readonly hashes = new Int32Array(MOST_TOKENS);
  readonly starts = new Int32Array(MOST_TOKENS);
  readonly ends = new Int32Array(MOST_TOKENS);
  /** The sign of which a run of marks consists. */
  readonly markUnits = new Uint16Array(MOST_TOKENS);
  /** Folded units of token i are `units[unitStarts[i]] … units[unitStarts[i + 1]]`; only words, tags and numbers have some. */
  readonly units = new Uint16Array(MOST_UNITS + LONGEST_WORD);
  readonly unitStarts = new Int32Array(MOST_TOKENS + 1);
  /** Index in `units` of what stands behind the last apostrophe of a word: "amour" of "l'amour". Only for words that had one. */
  readonly tailStarts = new Int32Array(MOST_TOKENS);
  /** UTF-16 length of the text that was read. */
  length = 0;

  #text = '';
  #unitCount = 0;

  read(text: string): void {
    this.#text = text;
    this.length = text.length;
    this.count = 0;
    this.#unitCount = 0;
    let at = 0;
    while (at < text.length && this.count < MOST_TOKENS && this.#unitCount < MOST_UNITS) {
      at = this.#tokenAt(at);
    }
    this.unitStarts[this.count] = this.#unitCount;
    this.#text = '';
  }

  #tokenAt(at: number): number {
    const unit = this.#text.charCodeAt(at);
    const facts = factsOfUnit(unit);
    switch (facts & CLASS_BITS) {
      case LETTER:
      case DIGIT:
        return this.#wordOrLink(at, unit);
      case UNSPACED:
        return this.#word(at, WORD, at);
      case PUNCTUATION:
        return this.#sign(at, unit);
      case PICTOGRAPH:
        return mayBeginEmoticon(unit) ? this.#faceOr(at, () => this.#emoji(at)) : this.#emoji(at);
      case HIGH_SURROGATE:
        return this.#pair(at);
      default:
        return at + 1;
    }
  }

  #pair(at: number): number {
    const codePoint = this.#text.codePointAt(at)!;
    if (codePoint < 0x10000) return at + 1;
    const kind = factsOfPair(codePoint) & CLASS_BITS;
    if (kind === PICTOGRAPH) return this.#emoji(at);
    return kind === LETTER || kind === DIGIT || kind === UNSPACED ? this.#word(at, WORD, at) : at + 2;
  }

  #wordOrLink(at: number, unit: number): number {
    const lower = unit | 32;
    if (lower === LOWER_H && /^https?(?::\/\/|[\s]|$)/i.test(this.#text.substr(at, 9))) return this.#link(at);
    if (lower === LOWER_W && /^www\./i.test(this.#text.substr(at, 4))) return this.#link(at);
    if (mayBeginEmoticon(unit)) return this.#faceOr(at, () => this.#word(at, WORD, at));
    return this.#word(at, WORD, at);
  }

  #faceOr(at: number, otherwise: () => number): number {
    const length = this.#isBehindWord(at) ? 0 : emoticonAt(this.#text, at, isWordUnit);
    if (length === 0) return otherwise();
    this.#emit(EMOTICON, emoticonToken(this.#text.substr(at, length)), at, at + length, 0);
    return at + length;
  }

  #isBehindWord(at: number): boolean {
    return at > 0 && isWordUnit(this.#text.charCodeAt(at - 1));
  }

  #link(at: number): number {
    let end = at;
    while (end < this.#text.length && (factsOfUnit(this.#text.charCodeAt(end)) & CLASS_BITS) !== SPACE) end++;
    this.#emit(LINK, LINK_HASH, at, end, 0);
    return end;
  }

  #sign(at: number, unit: number): number {
    const next = at + 1 < this.#text.length ? this.#text.charCodeAt(at + 1) : 0;
    if (unit === AT_SIGN && isWordUnit(next)) return this.#handle(at);
    if (unit === TAG_SIGN && isWordUnit(next)) return this.#word(at + 1, TAG, at);
    if (unit === AMPERSAND) {
      const entity = /^&(?:amp|lt|gt|quot|#\d{1,5});/.exec(this.#text.substr(at, 8));
      if (entity) return at + entity[0].length;
    }
    if (mayBeginEmoticon(unit)) return this.#faceOr(at, () => this.#marks(at, unit));
    return this.#marks(at, unit);
  }

  #handle(at: number): number {
    let end = at + 1;
    while (end < this.#text.length) {
      const unit = this.#text.charCodeAt(end);
      const isInside = isWordUnit(unit) || unit === UNDERSCORE;
      if (!isInside && !((unit === DOT || unit === AT_SIGN) && isWordUnit(this.#text.charCodeAt(end + 1))))
        break;
      end++;
    }
    this.#emit(HANDLE, HANDLE_HASH, at, end, 0);
    return end;
  }

  /** A run of the same sign: "!!!!" is one token that tells one, two or more. */
  #marks(at: number, unit: number): number {
    let end = at + 1;
    while (end < this.#text.length && this.#text.charCodeAt(end) === unit) end++;
    const times = Math.min(3, end - at);
    this.markUnits[this.count] = unit;
    this.#emit(MARKS, mix(Math.imul(HASH_START ^ unit, HASH_STEP) + times), at, end, 0);
    return end;
  }

  /** A picture with what belongs to it; skin tones and variants do not count. */
  #emoji(at: number): number {
    const text = this.#text;
    let hash = HASH_START;
    let end = at;
    let isJoined = true;
    while (end < text.length) {
      const codePoint = text.codePointAt(end)!;
      const size = codePoint > 0xffff ? 2 : 1;
      const isTone = codePoint >= 0x1f3fb && codePoint <= 0x1f3ff;
      if (codePoint === JOINER) isJoined = true;
      else if (!isTone && codePoint !== VARIANT) {
        const isPicture = codePoint > 0xffff || (factsOfUnit(codePoint) & CLASS_BITS) === PICTOGRAPH;
        if (!isJoined || !isPicture) break;
        isJoined = false;
        hash = Math.imul(hash ^ codePoint, HASH_STEP);
      }
      end += size;
    }
    if (end === at) return at + 1;
    this.#emit(EMOJI, mix(hash), at, end, 0);
    return end;
  }

  /** A word, tag or number from `at`; the token begins at `start`. */
  #word(at: number, kind: number, start: number): number {
    const { units } = this;
    const text = this.#text;
    const from = this.#unitCount;
    let [hash, count, letters, uppers, repeats, flags] = [HASH_START, from, 0, 0, 0, 0];
    let last = 0;
    let tail = from;
    let end = at;
    while (end < text.length) {
      const unit = text.charCodeAt(end);
      let facts = factsOfUnit(unit);
      let size = 1;
      if ((facts & CLASS_BITS) === HIGH_SURROGATE) {
        facts = factsOfPair(text.codePointAt(end)!);
        size = 2;
      }
      const is = facts & CLASS_BITS;
      if (is === LETTER || is === DIGIT || is === UNSPACED) {
        const folded = facts >>> FOLD_SHIFT;
        if (is === LETTER) {
          letters++;
          if ((facts & IS_UPPER) !== 0) uppers++;
        }
        repeats = folded === last ? repeats + 1 : 1;
        last = folded;
        if (repeats > MOST_REPEATS) flags |= is === LETTER ? IS_STRETCHED : 0;
        else if (count - from < LONGEST_WORD) {
          units[count++] = folded;
          hash = Math.imul(hash ^ folded, HASH_STEP);
        }
      } else if (is === APOSTROPHE) {
        if (end + 1 >= text.length || !isWordUnit(text.charCodeAt(end + 1))) break;
        flags |= HAD_APOSTROPHE;
        tail = count;
      } else if (unit === AT_SIGN && isWordUnit(text.charCodeAt(end + 1))) {
        return this.#link(at);
      } else if (is !== IGNORED) break;
      end += size;
    }
    if (end === at) return at + 1;
    if (letters > 1 && uppers === letters) flags |= IS_SHOUTED;
    const isNumber = letters === 0 && units[from] === ZERO;
    this.tailStarts[this.count] = tail;
    this.#emit(isNumber && kind === WORD ? NUMBER : kind, mix(hash), start, end, flags);
    this.#unitCount = count;
    return end;
  }

  /** The hash of what stands behind the last apostrophe of word `i`, or 0 where that is no word of its own: "ll" of "I'll". */
  tailHash(i: number): number {
    const [from, to] = [this.tailStarts[i]!, this.unitStarts[i + 1]!];
    if (to - from < SHORTEST_TAIL) return 0;
    let hash = HASH_START;
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ this.units[at]!, HASH_STEP);
    return mix(hash);
  }

  #emit(kind: number, hash: number, start: number, end: number, flags: number): void {
    const { count } = this;
    this.kinds[count] = kind;
    this.flags[count] = flags;
    this.hashes[count] = hash;
    this.starts[count] = start;
    this.ends[count] = end;
    this.unitStarts[count] = this.#unitCount;
    this.count = count + 1;
  }
}

function isWordUnit(unit: number): boolean {
  const is = factsOfUnit(unit) & CLASS_BITS;
  return is === LETTER || is === DIGIT || is === UNSPACED;
}

const [LOWER_H, LOWER_W, ZERO] = [104, 119, 48];
const [AT_SIGN, TAG_SIGN, AMPERSAND, UNDERSCORE, DOT] = [64, 35, 38, 95, 46];
const [JOINER, VARIANT] = [0x200d, 0xfe0f];
