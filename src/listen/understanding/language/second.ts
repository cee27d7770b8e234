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
  /** Log-odds of a column, comparable between columns of one reading. */
  score(read: Int32Array, column: number): number;
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
    score(read, column) {
      let sum = 0;
      for (let i = 0; i < read.length; i++) sum += weights[read[i]! * languages.length + column]! - ZERO;
      return (sum * scale) / Math.sqrt(Math.max(1, read.length));
    },
  };
}

/** Bytes hold −127 to 127 above this. */
export const ZERO = 128;
