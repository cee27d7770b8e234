import { parseQuery, type Query, type QueryDocument, SECTIONS } from '../index.ts';
import { randomField } from './fields.ts';
import { Random } from './random.ts';
import { CASHTAGS, EMOJI, HANDLES, TAGS, WORDS } from './vocabulary.ts';

export interface RandomQuery {
  readonly source: string;
  readonly query: Query;
}

/**
 * A valid query over the whole grammar, the same for the same seed and document. Most of its words come from the document,
 * so that about a third of the queries match it.
 */
export function randomQuery(seed: number, document?: QueryDocument): RandomQuery {
  const random = new Random(seed);
  const writer: Writer = { random, runs: document === undefined ? [] : runsOf(document) };
  for (;;) {
    const source = writeQuery(writer, 1 + random.below(4));
    const parsed = parseQuery(source);
    if (parsed.isValid) return { source, query: parsed.query };
  }
}

interface Writer {
  readonly random: Random;
  /** Pieces of the document between blanks, section by section, in their order. */
  readonly runs: readonly (readonly string[])[];
}

function writeQuery(writer: Writer, depth: number): string {
  const { random } = writer;
  if (depth === 0) return writeAtom(writer);
  if (random.oneIn(8)) return `(${writePlaces(writer)}) ${random.pick(['', '-'])}${randomField(random)}`;
  const inner = () => `(${writeQuery(writer, depth - 1)})`;
  switch (random.weighted({ atom: 4, and: 4, or: 3, not: 3, in: 1 })) {
    case 'atom':
      return writeAtom(writer);
    case 'and':
      return random.many(2, 3, inner).join(random.pick([' ', ' AND ']));
    case 'or':
      return random.many(2, 4, inner).join(' OR ');
    case 'not':
      return `${inner()} ${random.pick(['-', 'NOT '])}(${writeQuery({ ...writer, runs: [] }, depth - 1)})`;
    case 'in':
      return `in:${writeSections(random)} ${inner()}`;
  }
}

function writeSections(random: Random): string {
  const sections = random.many(1, 3, () => random.pick(SECTIONS));
  return `(${sections.join('|')})`;
}

function writeAtom(writer: Writer): string {
  const { random } = writer;
  switch (random.weighted({ places: 20, near: 8, atLeast: 4, field: 3 })) {
    case 'places':
      return writePlaces(writer);
    case 'near':
      return writeNear(writer, 1);
    case 'atLeast':
      return `ATLEAST/${random.pick([1, 2, 2, 3, 5, 100])} ${writePlaces(writer)}`;
    case 'field':
      return randomField(random);
  }
}

function writeNear(writer: Writer, depth: number): string {
  const { random } = writer;
  const side = () => {
    if (depth > 0 && random.oneIn(6)) return `(${writeNear(writer, depth - 1)})`;
    if (random.oneIn(3)) return `(${random.many(2, 3, () => writePlaces(writer)).join(' OR ')})`;
    return writePlaces(writer);
  };
  return `${side()} NEAR/${random.pick([0, 1, 2, 3, 5, 10, 100])}${random.pick(['', 'f'])} ${side()}`;
}

/** A word, exact word or phrase. */
function writePlaces(writer: Writer): string {
  const { random } = writer;
  switch (random.weighted({ word: 6, pattern: 2, exact: 1, phrase: 3, loose: 2, or: 1 })) {
    case 'word':
      return writeWord(writer);
    case 'pattern':
      return asPattern(random, pickPiece(writer));
    case 'exact':
      return `{${pickRun(writer, random.pick([1, 1, 2]))}}`;
    case 'phrase':
      return `"${pickRun(writer, 2 + random.below(3))}"`;
    case 'loose': {
      const words = pickRun(writer, 2 + random.below(4)).split(' ');
      if (random.oneIn(2)) words.reverse();
      const kept = words.length > 2 && random.oneIn(2) ? words.filter((_, i) => i !== 1) : words;
      return `"${kept.join(' ')}"~${random.pick([0, 1, 2, 5, 100])}`;
    }
    case 'or':
      return `(${random.many(2, 3, () => writeWord(writer)).join(' OR ')})`;
  }
}

function writeWord(writer: Writer): string {
  const { random } = writer;
  const word = pickPiece(writer);
  // Case and marks are what people leave out.
  const written = random.weighted({ same: 4, lower: 2, upper: 1, bare: 2, quoted: 2 });
  if (written === 'lower') return word.toLowerCase();
  if (written === 'upper') return `"${word.toUpperCase()}"`;
  if (written === 'bare') return word.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return written === 'quoted' ? `"${word}"` : word;
}

/** Letters replaced by wildcards, three of them kept. */
function asPattern(random: Random, word: string): string {
  if (!/^[#@$]?[\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Deva}\p{sc=Arab}\p{M}]{4,}$/u.test(word))
    return `"${word}"`;
  const letters = [...word];
  const at = random.below(letters.length + 1);
  const way = random.weighted({ end: 3, middle: 2, one: 3, both: 1 });
  if (way === 'end') return `${letters.slice(0, Math.max(4, at)).join('')}*`;
  if (way === 'middle') return `${letters.slice(0, 4).join('')}*${letters.slice(Math.max(4, at)).join('')}`;
  if (way === 'one') return letters.map((letter, i) => (i === at && i > 1 ? '?' : letter)).join('');
  return `${letters.slice(0, 4).join('')}*${letters.slice(4, 5).join('')}?*`;
}

function pickPiece(writer: Writer): string {
  return pickRun(writer, 1);
}

/** Pieces that stand behind each other in the document, or any words. */
function pickRun({ random, runs }: Writer, length: number): string {
  if (runs.length > 0 && !random.oneIn(8)) {
    const run = random.pick(runs);
    const start = random.below(Math.max(1, run.length - length + 1));
    return run.slice(start, start + length).join(' ');
  }
  const strange = random.oneIn(4);
  const pool = strange ? random.pick([EMOJI, TAGS, HANDLES, CASHTAGS]) : WORDS;
  return random.many(length, length, () => random.pick(pool)).join(' ');
}

/** Only what can stand in a query: no signs of its grammar, no control characters, nothing too long. */
function runsOf(document: QueryDocument): string[][] {
  const runs = SECTIONS.map((section) => (document[section] ?? '').slice(0, 4000))
    .map((text) =>
      text.toWellFormed().replaceAll(/[\p{Cc}"“”„‟＂〝〞〟«»「」『』《》(){}[\]<>*?~|!&+]/gu, ' '),
    )
    .map((text) => text.split(/\s+/).filter((piece) => CAN_BE_ASKED.test(piece) && !IS_LINK.test(piece)));
  return runs.filter((run) => run.length > 0);
}

const CAN_BE_ASKED = /^(?=.*[\p{L}\p{N}\p{ExtPict}])[^-‐-―−].{0,59}$/u;
const IS_LINK = /https?:|www\./i;
