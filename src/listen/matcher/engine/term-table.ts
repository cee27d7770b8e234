import {
  type ByteTokens,
  CODE_POINT,
  factsOf,
  FOLD_SHIFT,
  hashOf,
  KIND_OF_BYTE,
  LINK,
  severalOf,
  SIZE_SHIFT,
  sizedCodePoint,
  SPELLED,
} from '#lib/tokens/index.ts';

/** The memory of a term table. */
export interface TermArrays {
  readonly hashes: Int32Array;
  readonly letters: Uint16Array;
  readonly starts: Uint32Array;
  readonly bitmap: Uint32Array;
  readonly slots: Int32Array;
}

/**
 * The terms of topics by their numbers. Those that lead to topics (anchors) are found by their hashes: a bitmap that nearly all
 * tokens of a post fail, then open addressing, then the letters themselves, so that terms with the same hash are never
 * taken for each other.
 */
export class TermTable {
  readonly #hashes: Int32Array;
  /** UTF-16 units of all terms, and by number where each begins. */
  readonly #letters: Uint16Array;
  readonly #starts: Uint32Array;
  /** By hash: whether an anchor may have it, by two bits of one entry (Putze, Sanders and Singler 2009). A power of two long. */
  readonly bitmap: Uint32Array;
  /** Hash and number + 1 of anchors. */
  readonly #slots: Int32Array;
  readonly #slotMask: number;

  /** A table over arrays that are filled already; `of` fills new ones. */
  constructor(arrays: TermArrays) {
    this.#hashes = arrays.hashes;
    this.#letters = arrays.letters;
    this.#starts = arrays.starts;
    this.bitmap = arrays.bitmap;
    this.#slots = arrays.slots;
    this.#slotMask = arrays.slots.length / 2 - 1;
  }

  /** Made in steps, of names by number; only those that are terms have a hash, and only anchors are found. */
  static *of(
    names: readonly string[],
    isTerm: (id: number) => boolean,
    isAnchor: (id: number) => boolean,
  ): Generator<void, TermTable> {
    let letters = 0;
    let anchors = 0;
    for (let id = 0; id < names.length; id++) {
      if (id % A_STEP === 0) yield;
      if (!isTerm(id)) continue;
      letters += names[id]!.length;
      if (isAnchor(id)) anchors++;
    }
    yield;
    const table = new TermTable({
      hashes: new Int32Array(names.length),
      letters: new Uint16Array(letters),
      starts: new Uint32Array(names.length + 1),
      bitmap: new Uint32Array(sizeFor(anchors * BITS_EACH, 1024) / 32),
      slots: new Int32Array(sizeFor(anchors * SLOTS_EACH, 16) * 2),
    });
    for (let id = 0; id < names.length; id++) {
      table.#put(id, isTerm(id) ? names[id]! : '', isTerm(id) && isAnchor(id));
      if (id % A_STEP === 0) yield;
    }
    return table;
  }

  /** What the table is made of: another thread makes the same table over the same memory. */
  get arrays(): TermArrays {
    return {
      hashes: this.#hashes,
      letters: this.#letters,
      starts: this.#starts,
      bitmap: this.bitmap,
      slots: this.#slots,
    };
  }

  get bytes(): number {
    return Object.values(this.arrays).reduce((sum: number, { byteLength }) => sum + byteLength, 0);
  }

  hashOf(id: number): number {
    return this.#hashes[id]!;
  }

  /** The number of the anchor that a token is, or -1; worth asking where the bitmap lets it through. */
  findAnchor(tokens: ByteTokens, token: number): number {
    const hash = tokens.hashes[token]!;
    for (let slot = spread(hash) & this.#slotMask; ; slot = (slot + 1) & this.#slotMask) {
      const id = this.#slots[slot * 2 + 1]! - 1;
      if (id === -1) return -1;
      if (this.#slots[slot * 2] === hash && this.#isTerm(id, tokens, token)) return id;
    }
  }

  /** Whether a token is a term. */
  isAt(id: number, tokens: ByteTokens, token: number): boolean {
    return tokens.hashes[token] === this.#hashes[id] && this.#isTerm(id, tokens, token);
  }

  #put(id: number, term: string, isAnchor: boolean): void {
    const start = this.#starts[id]!;
    for (let i = 0; i < term.length; i++) this.#letters[start + i] = term.charCodeAt(i);
    this.#starts[id + 1] = start + term.length;
    const hash = term === '' ? 0 : hashOf(term);
    this.#hashes[id] = hash;
    if (!isAnchor) return;
    this.bitmap[(hash >>> 5) & (this.bitmap.length - 1)]! |= (1 << (hash & 31)) | (1 << (hash >>> 27));
    let slot = spread(hash) & this.#slotMask;
    while (this.#slots[slot * 2 + 1] !== 0) slot = (slot + 1) & this.#slotMask;
    this.#slots[slot * 2] = hash;
    this.#slots[slot * 2 + 1] = id + 1;
  }

  /** Whether a token says the very letters of a term. */
  #isTerm(id: number, tokens: ByteTokens, token: number): boolean {
    const letters = this.#letters;
    let at = this.#starts[id]!;
    const end = this.#starts[id + 1]!;
    const kind = tokens.kinds[token]!;
    const start = tokens.starts[token]!;
    if (kind === SPELLED) return isSpelled(letters, at, end, tokens.spelled[start]!);
    if (kind === LINK) at += LINK_SIGN;
    else if (kind > 1 && letters[at++] !== kind) return false;
    return isWritten(letters, at, end, tokens.bytes, start, tokens.ends[token]!);
  }
}

/** Terms taken in before others get their turn. */
const A_STEP = 1000;
/** Of the bitmap: one token in thirty that is no anchor passes it, and it stays in the fastest memory. */
const BITS_EACH = 10;
/** Of the table behind it; entries stand close together, so a long run is still one look at memory. */
const SLOTS_EACH = 1.2;
const LINK_SIGN = 'link:'.length;

/** The upper bits, too: the lower ones chose the place in the bitmap. */
function spread(hash: number): number {
  return hash ^ (hash >>> 11);
}

function sizeFor(entries: number, least: number): number {
  let size = least;
  while (size < entries) size *= 2;
  return size;
}

function isSpelled(letters: Uint16Array, from: number, end: number, term: string): boolean {
  if (end - from !== term.length) return false;
  for (let i = 0; i < term.length; i++) if (letters[from + i] !== term.charCodeAt(i)) return false;
  return true;
}

/** Whether the folded bytes from `start` to `stop` are the letters from `from` to `end`. */
function isWritten(
  letters: Uint16Array,
  from: number,
  end: number,
  bytes: Uint8Array,
  start: number,
  stop: number,
): boolean {
  let at = from;
  for (let i = start; i < stop;) {
    const byte = bytes[i]!;
    if (byte < 0x80) {
      i++;
      const kind = KIND_OF_BYTE[byte]!;
      const folded = kind === 0 || kind > 127 ? byte : kind;
      if (byte === APOSTROPHE) continue;
      if (letters[at++] !== folded) return false;
      continue;
    }
    const sized = sizedCodePoint(bytes, i, stop);
    i += sized >> SIZE_SHIFT;
    const facts = factsOf(sized & CODE_POINT);
    if (facts < 0) {
      for (const part of severalOf(facts).folded) {
        if (!isUnitAt(letters, at, part)) return false;
        at += part > 0xffff ? 2 : 1;
      }
    } else if (facts >> FOLD_SHIFT !== 0) {
      if (!isUnitAt(letters, at, facts >> FOLD_SHIFT)) return false;
      at += facts >> FOLD_SHIFT > 0xffff ? 2 : 1;
    }
  }
  return at === end;
}

const APOSTROPHE = 39;

function isUnitAt(letters: Uint16Array, at: number, codePoint: number): boolean {
  if (codePoint <= 0xffff) return letters[at] === codePoint;
  const rest = codePoint - 0x10000;
  return letters[at] === 0xd800 + (rest >> 10) && letters[at + 1] === 0xdc00 + (rest & 0x3ff);
}
