import path from 'node:path';
import { readTable } from '#platform/tables/index.ts';

/**
 * How much each language would write like this: sums over the distinct n-grams of four bytes, three apart, that its words begin,
 * go on and end with. Scores and method are those of `eld` 2.1.0 (Nito T.M., Apache-2.0); a test holds both against each other.
 */
export interface NgramScorer {
  /** ISO 639-1 codes, in the order of the scores. */
  readonly languages: readonly string[];
  /** Scores of the text since `begin`. */
  readonly scores: Int32Array;
  begin(): void;
  /** A word of small letters in UTF-8, from `start` to before `end`. Returns how many of its n-grams are new and known. */
  add(bytes: Uint8Array, start: number, end: number): number;
}

/** Added to each weight: the database leaves it out to be smaller. */
const BASE = 53;
/** Longer words say no more. */
const MAX_WORD = 70;
const WORD_BEGINS = 1;
const WORD_ENDS = 2;
const SLOTS = 1 << 19;

let shared: NgramScorer | undefined;

/** Reads the table on first use (about 40 ms, 7 MB). One scorer serves the whole thread: it is used between two awaits, never across. */
export function ngramScorer(): NgramScorer {
  shared ??= openScorer(path.join(import.meta.dirname, 'ngrams.table'));
  return shared;
}

interface Grams {
  /** Four bytes, the first highest. */
  readonly four: Uint32Array;
  readonly edges: Uint8Array;
  /** Where the weights of each begin; one more than there are. */
  readonly first: Uint32Array;
  /** Hash → row + 1. */
  readonly slots: Uint32Array;
}

function openScorer(file: string): NgramScorer {
  const table = readTable(file);
  const languages = table.about['languages'] as readonly string[];
  const grams = readGrams(table.wide('key'), table.bytes('count'));
  const [language, weight] = [table.bytes('language'), table.bytes('weight')];
  const scores = new Int32Array(languages.length);
  const seenIn = new Uint32Array(grams.four.length);
  let round = 0;

  const addGram = (four: number, edges: number): number => {
    const row = rowOf(grams, four, edges);
    if (row < 0 || seenIn[row] === round) return 0;
    seenIn[row] = round;
    const last = grams.first[row + 1]!;
    for (let i = grams.first[row]!; i < last; i++) scores[language[i]!]! += weight[i]! + BASE;
    return 1;
  };

  return {
    languages,
    scores,
    begin() {
      round++;
      scores.fill(0);
    },
    add(bytes, start, end) {
      const length = Math.min(end - start, MAX_WORD);
      let known = 0;
      let at = 0;
      for (; at + 4 < length; at += 3)
        known += addGram(fourAt(bytes, start + at, 4), at === 0 ? WORD_BEGINS : 0);
      if (end - start > MAX_WORD) return known;
      const tail = Math.max(0, length - 4);
      const edges = at === 0 ? WORD_BEGINS + WORD_ENDS : WORD_ENDS;
      return known + addGram(fourAt(bytes, start + tail, length - tail), edges);
    },
  };
}

function readGrams(keys: Float64Array, counts: Uint8Array): Grams {
  const rows = keys.length;
  const grams = {
    four: new Uint32Array(rows),
    edges: new Uint8Array(rows),
    first: new Uint32Array(rows + 1),
    slots: new Uint32Array(SLOTS),
  };
  for (let row = 0; row < rows; row++) {
    const four = keys[row]! % 2 ** 32;
    const edges = Math.floor(keys[row]! / 2 ** 32);
    grams.four[row] = four;
    grams.edges[row] = edges;
    grams.first[row + 1] = grams.first[row]! + counts[row]!;
    let slot = slotOf(four, edges);
    while (grams.slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    grams.slots[slot] = row + 1;
  }
  return grams;
}

function rowOf({ four: fours, edges: allEdges, slots }: Grams, four: number, edges: number): number {
  let slot = slotOf(four, edges);
  for (let row = slots[slot]!; row !== 0; row = slots[slot]!) {
    if (fours[row - 1] === four && allEdges[row - 1] === edges) return row - 1;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return -1;
}

function slotOf(four: number, edges: number): number {
  const mixed = Math.imul(four ^ Math.imul(edges + 1, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) >>> 13;
}

function fourAt(bytes: Uint8Array, at: number, length: number): number {
  let four = 0;
  for (let i = 0; i < 4; i++) four = (four << 8) | (i < length ? bytes[at + i]! : 0);
  return four >>> 0;
}
