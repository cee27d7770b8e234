import path from 'node:path';
import { readTable } from '#platform/tables/index.ts';
import type { WordReading } from './words.ts';

/** Buckets that n-grams of 2 to 5 bytes are hashed into. */
export const BUCKETS = 1 << 15;
const SPACE = 32;
/** A hashed n-gram longer than this many is not read: close calls are short. */
const MAX_GRAMS = 1200;

const grams = new Int32Array(MAX_GRAMS);

/** The hashed n-grams of a reading, words with their edges. Valid until the next call. */
export function gramsOf({ bytes, ends, words }: WordReading): Int32Array {
  let count = 0;
  for (let word = 0, start = 0; word < words; word++) {
    const end = ends[word]!;
    for (let at = start - 1; at <= end && count + 4 < MAX_GRAMS; at++) {
      let hash = 0x9e3779b9;
      for (let n = 0; n < 5 && at + n <= end; n++) {
        const byte = at + n < start || at + n === end ? SPACE : bytes[at + n]!;
        hash = Math.imul(hash ^ byte, 0x01000193);
        hash ^= hash >>> 15;
        if (n > 0) grams[count++] = (Math.imul(hash ^ n, 0x85ebca6b) >>> 17) & (BUCKETS - 1);
      }
    }
    start = end;
  }
  return grams.subarray(0, count);
}

/** A small linear model of how people write in short posts, which knows the commoner languages of the Latin alphabet. */
export interface SecondOpinion {
  /** Column of a language; undefined for those it does not know. */
  columnOf(code: string): number | undefined;
  /** Log-odds of columns, in their order; comparable between columns of one reading. */
  scores(read: Int32Array, columns: readonly number[]): Float64Array;
}

let shared: SecondOpinion | undefined;

/** Reads the weights on first use (about 10 ms, 1 MB). */
export function secondOpinion(): SecondOpinion {
  shared ??= open(path.join(import.meta.dirname, 'second.table'));
  return shared;
}

function open(file: string): SecondOpinion {
  const table = readTable(file);
  const { languages, scale } = table.about as { languages: readonly string[]; scale: number };
  const weights = table.bytes('weight');
  const columns = new Map(languages.map((code, column) => [code, column]));
  return {
    columnOf: (code) => columns.get(code),
    scores(read, asked) {
      const scores = new Float64Array(asked.length);
      const length = Math.sqrt(Math.max(1, read.length));
      for (let from = 0; from < asked.length; from += BLOCK) {
        addBlock(weights, languages.length, read, asked, from);
        for (let k = from; k < Math.min(from + BLOCK, asked.length); k++)
          scores[k] = ((block[k - from]! - ZERO * read.length) * scale) / length;
      }
      return scores;
    },
  };
}

/** Bytes hold −127 to 127 above this. */
export const ZERO = 128;

/** Columns that are added up at once. */
const BLOCK = 4;
const block = new Float64Array(BLOCK);

/** Adds up the columns `asked[from]` … in variables of their own, into `block`; what stands behind the last is of no meaning. */
function addBlock(
  weights: Uint8Array,
  width: number,
  read: Int32Array,
  asked: readonly number[],
  from: number,
): void {
  const last = asked.length - 1;
  const [one, two] = [asked[from]!, asked[Math.min(last, from + 1)]!];
  const [three, four] = [asked[Math.min(last, from + 2)]!, asked[Math.min(last, from + 3)]!];
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < read.length; i++) {
    const row = read[i]! * width;
    a += weights[row + one]!;
    b += weights[row + two]!;
    c += weights[row + three]!;
    d += weights[row + four]!;
  }
  block[0] = a;
  block[1] = b;
  block[2] = c;
  block[3] = d;
}
