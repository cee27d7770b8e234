import { FIRST_SIGN, KIND_OF_BYTE, SIGN_APOSTROPHE } from './byte-table.ts';
import { APOSTROPHE, classOf, JOINER, MARK, SEPARATOR, SINGLE, WORD } from './classes.ts';
import { CLASS, factsOf, FOLD_SHIFT, severalOf } from './fold-table.ts';
import { EMPTY_HASH, HASH_STEP, HEAD_LENGTH } from './hash.ts';
import { CODE_POINT, codePointBefore, SIZE_SHIFT, sizedCodePoint } from './utf8.ts';

/** Reads words of any script out of bytes, and folds them into a hash. */
export class WordReader {
  bytes: Uint8Array = new Uint8Array(0);
  from = 0;
  end = 0;
  /** Of the word last read: its hash before `finish`, its folded length in UTF-16 units, and the hash of its beginning. */
  hash = 0;
  units = 0;
  head = 0;
  /** Set where bytes are not enough: the text has to be read as a string. */
  isUnusual = false;
  #points = 0;

  /** Begins with another part of a text. */
  set(bytes: Uint8Array, from: number, end: number): void {
    this.bytes = bytes;
    this.from = from;
    this.end = end;
    this.isUnusual = false;
  }

  /**
   * End of the word that is at `at`. What it folds to is added to the hash and the UTF-16 units of what was before, which
   * become `hash` and `units`. `sign` is 1 where a sign is in the hash already; `head` is set when the word gets so far.
   */
  word(at: number, withSingles: boolean, hashBefore: number, unitsBefore: number, sign = 0): number {
    const { bytes } = this;
    const to = this.end;
    let hash = hashBefore;
    let units = unitsBefore;
    let points = unitsBefore + sign;
    let end = at;
    for (let i = at; i < to;) {
      const kind = KIND_OF_BYTE[bytes[i]!]!;
      if ((kind - 1) >>> 0 < FIRST_SIGN - 1) {
        hash = Math.imul(hash ^ kind, HASH_STEP);
        if (++points === HEAD_LENGTH) this.head = hash;
        units++;
        end = ++i;
        continue;
      }
      const sized = sizedCodePoint(bytes, i, to);
      const facts = factsOf(sized & CODE_POINT);
      const is = facts & CLASS;
      if (facts < 0) {
        const { facts: really, folded } = severalOf(facts);
        if (!isWordPart(really & CLASS, withSingles)) break;
        for (const part of folded) {
          hash = Math.imul(hash ^ part, HASH_STEP);
          if (++points === HEAD_LENGTH) this.head = hash;
        }
        units += unitsOf(folded);
        if (folded.some(isJamo)) this.isUnusual = true;
        end = i += sized >> SIZE_SHIFT;
      } else if (isWordPart(is, withSingles)) {
        const folded = facts >> FOLD_SHIFT;
        if (folded !== 0) {
          hash = Math.imul(hash ^ folded, HASH_STEP);
          if (++points === HEAD_LENGTH) this.head = hash;
          units += folded > 0xffff ? 2 : 1;
          // Parts of Hangul syllables are composed across code points: the readable tokeniser does that.
          if (isJamo(folded)) this.isUnusual = true;
        }
        end = i += sized >> SIZE_SHIFT;
      } else if (
        is === JOINER ||
        (is === APOSTROPHE && i === end && !this.isPossessive(i, sized >> SIZE_SHIFT))
      ) {
        i += sized >> SIZE_SHIFT;
      } else break;
    }
    this.hash = hash;
    this.units = units;
    return end;
  }

  /** Folds everything from `at` to `end` into `hash` and `units`. */
  mixAll(at: number, end: number): void {
    this.begin(EMPTY_HASH, 0);
    for (let i = at; i < end;) {
      const sized = sizedCodePoint(this.bytes, i, end);
      this.mix(sized & CODE_POINT);
      i += sized >> SIZE_SHIFT;
    }
  }

  mix(codePoint: number): void {
    const facts = factsOf(codePoint);
    if (facts < 0) for (const part of severalOf(facts).folded) this.mixFolded(part);
    else if (facts >> FOLD_SHIFT !== 0) this.mixFolded(facts >> FOLD_SHIFT);
  }

  begin(hash: number, points: number): void {
    this.hash = hash;
    this.units = 0;
    this.#points = points;
    this.head = 0;
  }

  mixFolded(folded: number): void {
    this.hash = Math.imul(this.hash ^ folded, HASH_STEP);
    if (++this.#points === HEAD_LENGTH) this.head = this.hash;
    this.units += folded > 0xffff ? 2 : 1;
  }

  /** End of a handle: words with single dots and hyphens between them. */
  handle(at: number): number {
    let end = at;
    let pending = 0;
    for (let i = at; i < this.end;) {
      const sized = sizedCodePoint(this.bytes, i, this.end);
      const codePoint = sized & CODE_POINT;
      const is = classOf(codePoint);
      if (is === WORD || is === MARK) {
        if (pending !== 0) this.mixFolded(pending);
        pending = 0;
        this.mix(codePoint);
        end = i += sized >> SIZE_SHIFT;
      } else if (i === end && (codePoint === DOT || codePoint === HYPHEN)) {
        pending = codePoint;
        i++;
      } else break;
    }
    return end;
  }

  classAt(at: number): number {
    return at < this.end ? classOf(sizedCodePoint(this.bytes, at, this.end) & CODE_POINT) : SEPARATOR;
  }

  isAfterWord(at: number): boolean {
    const is = classOf(codePointBefore(this.bytes, at, this.from));
    return is === WORD || is === MARK;
  }

  /** Whether the apostrophe at `at`, `size` bytes long, begins a possessive 's. */
  isPossessive(at: number, size: number): boolean {
    const s = at + size;
    if (s >= this.end || (this.bytes[s]! | 0x20) !== LETTER_S) return false;
    const next = this.classAt(s + 1);
    return next !== WORD && next !== MARK;
  }

  behindPossessive(end: number): number {
    if (end >= this.end) return end;
    const byte = this.bytes[end]!;
    if (byte < 0x80 && KIND_OF_BYTE[byte] !== SIGN_APOSTROPHE) return end;
    const sized = sizedCodePoint(this.bytes, end, this.end);
    const size = sized >> SIZE_SHIFT;
    const isOne = classOf(sized & CODE_POINT) === APOSTROPHE && this.isPossessive(end, size);
    return isOne ? end + size + 1 : end;
  }
}

const DOT = 46;
const HYPHEN = 45;
const LETTER_S = 115;

function isWordPart(is: number, withSingles: boolean): boolean {
  return is === WORD || is === MARK || (withSingles && is === SINGLE);
}

function isJamo(codePoint: number): boolean {
  return codePoint >= 0x1100 && codePoint <= 0x11ff;
}

function unitsOf(codePoints: readonly number[]): number {
  return codePoints.reduce((sum, one) => sum + (one > 0xffff ? 2 : 1), 0);
}
