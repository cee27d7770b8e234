import {
  FIRST_SIGN,
  KIND_OF_BYTE,
  SIGN_APOSTROPHE,
  SIGN_AT,
  SIGN_DOLLAR,
  SIGN_HASH,
  SIGN_HIGH,
} from './byte-table.ts';
import { type ByteLink, linkInBytes } from './byte-links.ts';
import {
  APOSTROPHE,
  AT,
  classOf,
  DOLLAR,
  HASH,
  isSyllablePart,
  MARK,
  PICTOGRAPH,
  SEPARATOR,
  SINGLE,
  WORD,
} from './classes.ts';
import { emojiEnd } from './byte-emoji.ts';
import { CLASS, factsOf, FOLD_SHIFT, IS_PART } from './fold-table.ts';
import { EMPTY_HASH, finish, hashOf, HASH_STEP, HEAD_LENGTH, headOf, rawHashOf } from './hash.ts';
import { linkTerms } from './links.ts';
import { MAX_TERM, scan } from './scan.ts';
import { LINK, PLAIN, SIGN, SINGLE_CHARACTER, SPELLED, TokenList } from './token-list.ts';
import { letterOfTwo } from './two-byte-letters.ts';
import { CODE_POINT, SIZE_SHIFT, sizedCodePoint } from './utf8.ts';
import { WordReader } from './word-reader.ts';

/**
 * The tokens of a text in UTF-8, found without making strings. Gives the same terms at the same positions as `tokenize`;
 * of a term there is its hash, and the bytes it was read from. One object is used again for every text.
 */
export class ByteTokens extends TokenList {
  /** The text last read. */
  bytes: Uint8Array = new Uint8Array(0);
  /** Terms of tokens of the kind `SPELLED`. */
  readonly spelled: string[] = [];
  /** Position behind the last token. */
  position = 0;

  readonly #words = new WordReader();
  #isInTag = false;
  readonly #link: ByteLink = { end: 0, hostStart: 0, hostEnd: 0, host: '', isUnusual: false };

  /** Reads `bytes` from `from` to before `end`; positions count from `position`. */
  read(bytes: Uint8Array, from: number, end: number, position = 0): void {
    this.count = 0;
    this.spelled.length = 0;
    this.add(bytes, from, end, position);
  }

  /** Reads on: another part of the same post, in the same `bytes`. A tag is read as if a # stood before it. */
  add(bytes: Uint8Array, from: number, end: number, position: number, isTag = false): void {
    const before = this.count;
    const spelledBefore = this.spelled.length;
    this.bytes = bytes;
    this.position = position;
    this.#words.set(bytes, from, end);
    this.#range(isTag ? this.#tag(from, from) : from, end);
    if (!this.#words.isUnusual) return;
    this.count = before;
    this.spelled.length = spelledBefore;
    this.#readAsString(position, isTag ? '#' : '');
  }

  /** Whether there is an address among them. */
  hasLink(): boolean {
    for (let i = 0; i < this.count; i++) {
      const kind = this.kinds[i]!;
      if (kind === LINK || (kind === SPELLED && this.spelled[this.starts[i]!]!.startsWith(LINK_SIGN)))
        return true;
    }
    return false;
  }

  #readAsString(position: number, sign: string): void {
    const text = sign + DECODER.decode(this.bytes.subarray(this.#words.from, this.#words.end));
    this.position = position;
    let behind = position;
    scan(text, (term, at) => {
      this.position = position + at;
      behind = this.position + 1;
      this.#emitSpelled(term);
    });
    this.position = behind;
  }

  #emitSpelled(term: string): void {
    const { count } = this;
    if (count === this.limit) this.grow();
    this.hashes[count] = hashOf(term);
    this.positions[count] = this.position;
    this.starts[count] = this.spelled.push(term) - 1;
    this.ends[count] = this.starts[count]!;
    this.kinds[count] = SPELLED;
    this.heads[count] = headOf(term);
    this.count = count + 1;
  }

  #range(from: number, to: number): void {
    const { bytes } = this;
    let at = from;
    while (at < to) {
      let kind = KIND_OF_BYTE[bytes[at]!]!;
      if (kind === 0) {
        at++;
        continue;
      }
      if (kind >= FIRST_SIGN) {
        at = this.#sign(at, kind);
        continue;
      }
      const start = at;
      let hash = Math.imul(EMPTY_HASH ^ kind, HASH_STEP);
      let head = 0;
      kind = ++at < to ? KIND_OF_BYTE[bytes[at]!]! : 0;
      if ((kind - 1) >>> 0 < FIRST_SIGN - 1) {
        hash = Math.imul(hash ^ kind, HASH_STEP);
        kind = ++at < to ? KIND_OF_BYTE[bytes[at]!]! : 0;
        if ((kind - 1) >>> 0 < FIRST_SIGN - 1) {
          head = hash = Math.imul(hash ^ kind, HASH_STEP);
          kind = ++at < to ? KIND_OF_BYTE[bytes[at]!]! : 0;
          while ((kind - 1) >>> 0 < FIRST_SIGN - 1) {
            hash = Math.imul(hash ^ kind, HASH_STEP);
            kind = ++at < to ? KIND_OF_BYTE[bytes[at]!]! : 0;
          }
        }
      }
      if (
        (kind === 0 || kind === SIGN_HASH || kind === SIGN_AT || kind === SIGN_DOLLAR) &&
        at - start <= MAX_TERM
      ) {
        const next = kind === 0 && at < to ? bytes[at]! : 0;
        if ((next === COLON || next === DOT) && this.#readLink(start)) {
          at = this.#words.behindPossessive(this.#link.end);
          continue;
        }
        const { count } = this;
        if (count === this.limit) this.grow();
        this.hashes[count] = finish(hash);
        this.positions[count] = this.position++;
        this.starts[count] = start;
        this.ends[count] = at;
        this.kinds[count] = PLAIN;
        this.heads[count] = head;
        this.count = count + 1;
      } else {
        this.#words.head = head;
        at = this.#wordFrom(start, at, hash);
      }
    }
  }

  /** A word that is not plain ASCII, or long; up to `at` it is read, and `head` of `#words` is known if that is far enough. */
  #wordFrom(start: number, from: number, hashBefore: number): number {
    const { bytes } = this;
    const to = this.#words.end;
    let [at, hash, letters] = [from, hashBefore, from - start];
    for (;;) {
      let letter = at < to ? KIND_OF_BYTE[bytes[at]!]! : 0;
      if (letter === 0) return this.#plainWord(start, at, hash, letters);
      if (letter < FIRST_SIGN) at++;
      else {
        letter = letter === SIGN_HIGH && at + 1 < to ? letterOfTwo(bytes[at]!, bytes[at + 1]!) : 0;
        if (letter === 0) break;
        at += 2;
      }
      hash = Math.imul(hash ^ letter, HASH_STEP);
      if (++letters === HEAD_LENGTH) this.#words.head = hash;
    }
    const end = this.#words.word(at, false, hash, letters);
    if (this.#emit(PLAIN, start, end)) this.position++;
    return this.#words.behindPossessive(end);
  }

  /** A word behind which the text ends or a sign of ASCII parts it from the next. */
  #plainWord(start: number, end: number, hash: number, letters: number): number {
    this.#words.hash = hash;
    this.#words.units = letters;
    this.#emit(PLAIN, start, end);
    this.position++;
    return end;
  }

  /** What begins with an apostrophe, a sign or a code point of several bytes. */
  #sign(at: number, kind: number): number {
    if (kind === SIGN_APOSTROPHE) return at + 1;
    if (kind === SIGN_HASH) return this.#tag(at, at + 1);
    if (kind === SIGN_AT) return this.#mention(at, at + 1);
    if (kind === SIGN_DOLLAR) return this.#cashtag(at, at + 1);
    const sized = sizedCodePoint(this.bytes, at, this.#words.end);
    const next = at + (sized >> SIZE_SHIFT);
    switch (classOf(sized & CODE_POINT)) {
      case WORD:
      case MARK:
        this.#words.head = 0;
        return this.#wordFrom(at, at, EMPTY_HASH);
      case SINGLE:
        return this.#singles(at, sized);
      case PICTOGRAPH:
        return this.#pictograph(at, next);
      case HASH:
        return this.#tag(at, next);
      case AT:
        return this.#mention(at, next);
      case DOLLAR:
        return this.#cashtag(at, next);
      default:
        return next;
    }
  }

  /** Characters of scripts without spaces, one behind the other; `sized` is the first of them. */
  #singles(from: number, sized: number): number {
    const { bytes } = this;
    const to = this.#words.end;
    let at = from;
    let end = from + (sized >> SIZE_SHIFT);
    let facts = factsOf(sized & CODE_POINT);
    for (;;) {
      const next = end < to ? sizedCodePoint(bytes, end, to) : 0;
      const nextFacts = end < to ? factsOf(next & CODE_POINT) : SEPARATOR;
      const is = nextFacts & CLASS;
      if (
        facts < FIRST_FOLDED ||
        nextFacts < 0 ||
        is === MARK ||
        is === APOSTROPHE ||
        (nextFacts & IS_PART) !== 0
      ) {
        return this.#single(at, end);
      }
      const { count } = this;
      if (count === this.limit) this.grow();
      this.hashes[count] = finish(Math.imul(EMPTY_HASH ^ (facts >> FOLD_SHIFT), HASH_STEP));
      this.positions[count] = this.position++;
      this.starts[count] = at;
      this.ends[count] = end;
      this.kinds[count] = SINGLE_CHARACTER;
      this.heads[count] = 0;
      this.count = count + 1;
      if (is !== SINGLE) return end;
      at = end;
      end += next >> SIZE_SHIFT;
      facts = nextFacts;
    }
  }

  /** One such character with the marks on it, the first code point of which ends at `next`. */
  #single(at: number, next: number): number {
    let end = next;
    while (end < this.#words.end) {
      const sized = sizedCodePoint(this.bytes, end, this.#words.end);
      if (isSyllablePart(sized & CODE_POINT)) this.#words.isUnusual = true;
      if (classOf(sized & CODE_POINT) !== MARK) break;
      end += sized >> SIZE_SHIFT;
    }
    this.#words.mixAll(at, end);
    if (this.#emit(SINGLE_CHARACTER, at, end)) this.position++;
    return this.#words.behindPossessive(end);
  }

  #pictograph(at: number, next: number): number {
    const end = emojiEnd(this.bytes, at, this.#words.end);
    if (end === 0) return next;
    this.#words.mixAll(at, end);
    if (this.#emit(SINGLE_CHARACTER, at, end)) this.position++;
    return end;
  }

  #tag(at: number, start: number): number {
    const next = this.#words.classAt(start);
    if (this.#words.isAfterWord(at) || (next !== WORD && next !== SINGLE)) return start;
    this.#words.head = 0;
    const end = this.#words.word(start, true, Math.imul(EMPTY_HASH ^ SIGN.tag, HASH_STEP), 0, 1);
    this.#emit(SIGN.tag, start, end);
    const isInTag = this.#isInTag;
    this.#isInTag = true;
    this.#range(start, end);
    this.#isInTag = isInTag;
    return this.#words.behindPossessive(end);
  }

  #mention(at: number, start: number): number {
    if (this.#words.isAfterWord(at) || this.#words.classAt(start) !== WORD) return start;
    this.#words.begin(Math.imul(EMPTY_HASH ^ SIGN.handle, HASH_STEP), 1);
    const end = this.#words.handle(start);
    const [hash, units, head] = [this.#words.hash, this.#words.units, this.#words.head];
    const size =
      this.#words.classAt(end) === AT ? sizedCodePoint(this.bytes, end, this.#words.end) >> SIZE_SHIFT : 0;
    const hasServer = size > 0 && this.#words.classAt(end + size) === WORD;
    let isEmitted = false;
    let last = end;
    if (hasServer) {
      // A full-width sign leaves nothing.
      if (size === 1) this.#words.mixFolded(SIGN.handle);
      last = this.#words.handle(end + size);
      isEmitted = this.#emit(SIGN.handle, start, last);
    }
    this.#words.hash = hash;
    this.#words.units = units;
    this.#words.head = head;
    isEmitted = this.#emit(SIGN.handle, start, end) || isEmitted;
    if (isEmitted) this.position++;
    return this.#words.behindPossessive(last);
  }

  #cashtag(at: number, start: number): number {
    if (start >= this.#words.end || this.#words.isAfterWord(at) || this.#words.classAt(start) !== WORD)
      return start;
    const first = sizedCodePoint(this.bytes, start, this.#words.end) & CODE_POINT;
    if (first <= 0xffff && /[\p{N}_]/u.test(String.fromCodePoint(first))) return start;
    this.#words.head = 0;
    const end = this.#words.word(start, false, Math.imul(EMPTY_HASH ^ SIGN.cash, HASH_STEP), 0, 1);
    this.#emit(SIGN.cash, start, end);
    this.#words.head = 0;
    this.#words.word(start, false, EMPTY_HASH, 0);
    if (this.#emit(PLAIN, start, end)) this.position++;
    return this.#words.behindPossessive(end);
  }

  #readLink(start: number): boolean {
    const first = this.bytes[start]! | 0x20;
    // Once the whole text has to be read as a string, what is found here is thrown away.
    if (this.#isInTag || this.#words.isUnusual || (first !== LETTER_H && first !== LETTER_W)) return false;
    const link = this.#link;
    if (!linkInBytes(this.bytes, start, this.#words.end, link)) {
      this.#words.isUnusual ||= link.isUnusual;
      link.isUnusual = false;
      return false;
    }
    if (link.host === '') this.#emitHost(link.hostStart, link.hostEnd);
    else for (const term of linkTerms(link.host)) this.#emitSpelled(term);
    this.position++;
    return true;
  }

  /** The host and each parent domain of at least two labels; never an address in figures, which has no parents. */
  #emitHost(hostStart: number, hostEnd: number): void {
    const { bytes } = this;
    let isName = false;
    for (let i = hostStart; i < hostEnd && !isName; i++) isName = bytes[i]! > 57 || bytes[i] === HYPHEN;
    for (let start = hostStart; ;) {
      let hash = LINK_HASH;
      let dots = 0;
      let next = 0;
      for (let i = start; i < hostEnd; i++) {
        const byte = bytes[i]!;
        if (byte === DOT && dots++ === 0) next = i + 1;
        hash = Math.imul(hash ^ (byte >= 65 && byte <= 90 ? byte | 0x20 : byte), HASH_STEP);
      }
      if (start > hostStart && dots === 0) return;
      this.#words.hash = hash;
      this.#words.head = 0;
      this.#words.units = hostEnd - start + LINK_SIGN.length;
      this.#emit(LINK, start, hostEnd);
      if (!isName || next === 0) return;
      start = next;
    }
  }

  /** Whether something was left to be a term. */
  #emit(kind: number, start: number, end: number): boolean {
    if (this.#words.units === 0) return false;
    if (this.#words.units >= MAX_TERM) this.#words.isUnusual = true;
    const { count } = this;
    if (count === this.limit) this.grow();
    this.hashes[count] = finish(this.#words.hash);
    this.positions[count] = this.position;
    this.starts[count] = start;
    this.ends[count] = end;
    this.kinds[count] = kind;
    this.heads[count] = this.#words.head;
    this.count = count + 1;
    return true;
  }
}

const COLON = 58;
const DOT = 46;
const HYPHEN = 45;
const LETTER_H = 104;
const LETTER_W = 119;
const LINK_SIGN = 'link:';
const LINK_HASH = rawHashOf(LINK_SIGN);
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true });

/** Below it nothing is left when the code point is folded. */
const FIRST_FOLDED = 1 << FOLD_SHIFT;
