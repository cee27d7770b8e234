import type { Features } from './features.ts';

/** Columns that are added up at once. */
export const BLOCK = 8;

/**
 * A table of int8 weights with what adds its columns up. The columns of a bucket lie side by side and begin at a multiple of eight, so that one
 * look into memory serves all of them.
 */
export class ColumnTable {
  /** `table[bucket × stride + column]`. */
  readonly table: Int8Array;
  readonly stride: number;
  /** Buckets less one; they are a power of two. */
  readonly mask: number;
  readonly #sums: Float64Array;
  readonly #memo: GramMemo;
  #features: Features | undefined;
  #serial = 0;

  constructor(table: Int8Array, stride: number) {
    this.table = table;
    this.stride = stride;
    this.mask = table.length / stride - 1;
    this.#sums = new Float64Array(stride);
    this.#memo = new GramMemo(table, stride, this.mask);
  }

  /** What each column adds up to; holds until other features are asked about. The same text is added up once. */
  sumsOf(features: Features): Float64Array {
    if (features === this.#features && features.serial === this.#serial) return this.#sums;
    const words = features.gramStarts[0]!;
    for (let block = 0; block < this.stride; block += BLOCK)
      addBlock(features, words, this.table, this.stride, block, this.mask, this.#sums);
    this.#memo.add(features, this.#sums);
    this.#features = features;
    this.#serial = features.serial;
    return this.#sums;
  }
}

/** Several tables in one, beside each other: a bucket is looked up once for all of them. Smaller ones are repeated. */
export function sideBySide(parts: readonly ColumnTable[]): ColumnTable {
  const buckets = Math.max(...parts.map(({ mask }) => mask + 1));
  const stride = parts.reduce((sum, part) => sum + part.stride, 0);
  const table = new Int8Array(buckets * stride);
  let first = 0;
  for (const part of parts) {
    for (let bucket = 0; bucket < buckets; bucket++) {
      const from = (bucket & part.mask) * part.stride;
      for (let k = 0; k < part.stride; k++) table[bucket * stride + first + k] = part.table[from + k]!;
    }
    first += part.stride;
  }
  return new ColumnTable(table, stride);
}

/** Adds up eight columns of the first `count` features, in variables of their own: this loop is much of what a post costs. */
function addBlock(
  { ids, values }: Features,
  count: number,
  table: Int8Array,
  stride: number,
  block: number,
  mask: number,
  sums: Float64Array,
): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const at = (ids[i]! & mask) * stride + block;
    a += table[at]! * value;
    b += table[at + 1]! * value;
    c += table[at + 2]! * value;
    d += table[at + 3]! * value;
    e += table[at + 4]! * value;
    f += table[at + 5]! * value;
    g += table[at + 6]! * value;
    h += table[at + 7]! * value;
  }
  sums[block] = a;
  sums[block + 1] = b;
  sums[block + 2] = c;
  sums[block + 3] = d;
  sums[block + 4] = e;
  sums[block + 5] = f;
  sums[block + 6] = g;
  sums[block + 7] = h;
}

/** Words that are remembered; each takes two bytes a column. */
const PLACES = 1 << 15;

/**
 * What the letter groups of a word add up to, remembered for the words met last: a word has a dozen groups, each somewhere else in
 * the table. Sums of int8 are exact, so what is remembered is what would be added up.
 */
class GramMemo {
  readonly #table: Int8Array;
  readonly #stride: number;
  readonly #mask: number;
  readonly #words = new Int32Array(PLACES);
  readonly #sums: Int16Array;

  constructor(table: Int8Array, stride: number, mask: number) {
    this.#table = table;
    this.#stride = stride;
    this.#mask = mask;
    this.#sums = new Int16Array(PLACES * stride);
  }

  /** Adds the letter groups of all tokens to `sums`. */
  add(features: Features, sums: Float64Array): void {
    const { gramStarts, hashes, tokenCount } = features;
    const stride = this.#stride;
    const words = this.#words;
    const known = this.#sums;
    const value = features.values[gramStarts[0]!]!;
    for (let i = 0; i < tokenCount; i++) {
      if (gramStarts[i] === gramStarts[i + 1]) continue;
      const hash = hashes[i]!;
      const place = hash & (PLACES - 1);
      if (words[place] !== hash) this.#learn(features, i, place);
      const from = place * stride;
      for (let k = 0; k < stride; k++) sums[k]! += known[from + k]! * value;
    }
  }

  #learn({ ids, gramStarts, hashes }: Features, token: number, place: number): void {
    const stride = this.#stride;
    const [from, to] = [gramStarts[token]!, gramStarts[token + 1]!];
    this.#words[place] = hashes[token]!;
    for (let block = 0; block < stride; block += BLOCK)
      sumBlock(ids, from, to, this.#table, stride, block, this.#mask, this.#sums, place * stride + block);
  }
}

/** What eight columns of the features `from` … `to` add up to, into eight places of `into`. */
function sumBlock(
  ids: Int32Array,
  from: number,
  to: number,
  table: Int8Array,
  stride: number,
  block: number,
  mask: number,
  into: Int16Array,
  place: number,
): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const at = (ids[i]! & mask) * stride + block;
    a = (a + table[at]!) | 0;
    b = (b + table[at + 1]!) | 0;
    c = (c + table[at + 2]!) | 0;
    d = (d + table[at + 3]!) | 0;
    e = (e + table[at + 4]!) | 0;
    f = (f + table[at + 5]!) | 0;
    g = (g + table[at + 6]!) | 0;
    h = (h + table[at + 7]!) | 0;
  }
  into[place] = a;
  into[place + 1] = b;
  into[place + 2] = c;
  into[place + 3] = d;
  into[place + 4] = e;
  into[place + 5] = f;
  into[place + 6] = g;
  into[place + 7] = h;
}
