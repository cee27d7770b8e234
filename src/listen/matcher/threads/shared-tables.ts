import { atOnce } from '../compartment.ts';
import { PatternTable, type PatternList } from '../engine/patterns.ts';
import type { Tables } from '../engine/tables.ts';
import { type TermArrays, TermTable } from '../engine/term-table.ts';

/**
 * Tables as they are sent to threads: all large arrays lie in shared memory and are not copied; facts, patterns, accents and
 * queries for the plain evaluator are plain data, and every thread has its own.
 */
export type SharedTables = Omit<Tables, 'terms' | 'patterns'> & {
  readonly terms: TermArrays;
  readonly patterns: PatternList;
};

/** Copies tables into shared memory. Nobody may change it from then on. */
export function shareTables(tables: Tables): SharedTables {
  const { hashes, letters, starts, bitmap, slots } = tables.terms.arrays;
  return {
    ...tables,
    terms: {
      hashes: shared(hashes),
      letters: shared(letters),
      starts: shared(starts),
      bitmap: shared(bitmap),
      slots: shared(slots),
    },
    patterns: tables.patterns.list,
    postingStarts: shared(tables.postingStarts),
    postings: shared(tables.postings),
    programs: shared(tables.programs),
    code: shared(tables.code),
    operands: shared(tables.operands),
    always: shared(tables.always),
  };
}

/** The same tables in the thread that was sent them. */
export function tablesOver(sent: SharedTables): Tables {
  const { patterns, numbers } = sent.patterns;
  const anchors = new Set(patterns.filter(({ isAnchor }) => isAnchor).map(({ id }) => id));
  return {
    ...sent,
    terms: new TermTable(sent.terms),
    patterns: atOnce(PatternTable.of(patterns, numbers, (id) => anchors.has(id))),
  };
}

type Shareable = Int32Array | Uint32Array | Uint16Array;

function shared<A extends Shareable>(array: A): A {
  const Kind = array.constructor as new (memory: SharedArrayBuffer) => A;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
