import type { FieldNode, Query } from '#lib/query/index.ts';
import { type Posting, postingsOf, type Terms } from './anchor.ts';
import type { Frequencies } from './frequencies.ts';
import { IntList } from './int-list.ts';
import { type NumberedPattern, PatternTable } from './patterns.ts';
import { ProgramWriter } from './program.ts';
import { readQuery } from './read-query.ts';
import { TermTable } from './term-table.ts';
import { type AgreementForm, Vocabulary } from './vocabulary.ts';

/** Everything the engine needs to know of some topics, in the order of their numbers. Never changes once made. */
export interface Tables {
  readonly topics: number;
  readonly terms: TermTable;
  readonly patterns: PatternTable;
  /** Numbers of the facts that topics wait for. */
  readonly facts: ReadonlyMap<string, number>;
  /** Names of these facts, such as `author`. */
  readonly awaited: ReadonlySet<string>;
  /** By term: where its postings begin. */
  readonly postingStarts: Uint32Array;
  /** Two numbers each: topic * 2 + 1 if direct, other term * 8 + guard. */
  readonly postings: Int32Array;
  /** By topic: where its program begins, or -1. */
  readonly programs: Int32Array;
  readonly code: Int32Array;
  readonly operands: Int32Array;
  readonly agreements: readonly AgreementForm[];
  readonly fields: readonly FieldNode[];
  readonly plain: readonly Query[];
  /** Topics that every post has to be asked about. */
  readonly always: Int32Array;
  /** Postings that a post is expected to visit. */
  readonly expectedVisits: number;
}

/** Makes tables step by step, so that a thread that matches can go on between the steps. */
export class TablesBuilder {
  readonly #words = new Vocabulary();
  readonly #writer = new ProgramWriter();
  readonly #programs = new IntList();
  /** Of each posting its term, and the two numbers of the tables. */
  readonly #postings = new IntList();
  readonly #always = new IntList();
  readonly #known: number[] = [];
  readonly #isAnchor: boolean[] = [];
  readonly #terms: Terms = {
    frequency: (term) => (this.#known[term] ??= this.#estimate(term)),
    canGuard: (term) => this.#words.sorts[term] === 'term',
  };
  readonly #frequencies: Frequencies;

  constructor(frequencies: Frequencies) {
    this.#frequencies = frequencies;
  }

  /** Adds the next topic. */
  add(query: Query): void {
    const clause = readQuery(query, this.#words);
    const topic = this.#programs.length;
    const postings = postingsOf(clause, this.#terms);
    const needsProgram = postings === null || postings.some(({ isDirect }) => !isDirect);
    this.#programs.push(needsProgram ? this.#writer.write(clause) : -1);
    if (postings === null) this.#always.push(topic);
    else for (const posting of postings) this.#addPosting(topic, posting);
  }

  #addPosting(topic: number, posting: Posting): void {
    this.#postings.push(posting.term);
    this.#postings.push(topic * 2 + (posting.isDirect ? 1 : 0));
    this.#postings.push(posting.other * 8 + posting.guard);
    this.#isAnchor[posting.term] = true;
  }

  /** The tables of all topics added, made in steps. The builder is used up. */
  *finish(): Generator<void, Tables> {
    const words = this.#words;
    const { code, operands, fields, plain } = this.#writer;
    const terms = yield* TermTable.of(words.names, this.#terms.canGuard, (id) => this.#isAnchor[id] === true);
    const { facts, awaited, patterns } = yield* this.#others();
    const isAnchor = (id: number) => this.#isAnchor[id] === true;
    const patternTable = yield* PatternTable.of(patterns, words.size, isAnchor);
    const layOut = yield* this.#layOut();
    yield;
    return {
      topics: this.#programs.length,
      terms,
      patterns: patternTable,
      facts,
      awaited,
      ...layOut,
      programs: this.#programs.toArray(),
      code: code.toArray(),
      operands: operands.toArray(),
      agreements: words.agreements,
      fields,
      plain,
      always: this.#always.toArray(),
    };
  }

  *#others(): Generator<void, Pick<Tables, 'facts' | 'awaited'> & { patterns: NumberedPattern[] }> {
    const facts = new Map<string, number>();
    const awaited = new Set<string>();
    const patterns: NumberedPattern[] = [];
    for (let id = 0; id < this.#words.size; id++) {
      const sort = this.#words.sorts[id];
      const name = this.#words.names[id]!;
      if (sort === 'fact') {
        facts.set(name, id);
        awaited.add(name.slice(0, name.indexOf(':')));
      }
      if (sort === 'pattern') patterns.push({ id, pattern: name });
      if (id % A_STEP === 0) yield;
    }
    return { facts, awaited, patterns };
  }

  /** Postings by term, behind each other. */
  *#layOut(): Generator<void, Pick<Tables, 'postingStarts' | 'postings' | 'expectedVisits'>> {
    const postingStarts = new Uint32Array(this.#words.size + 1);
    const given = this.#postings;
    for (let i = 0; i < given.length; i += 3) postingStarts[given.at(i) + 1]!++;
    for (let term = 0; term < this.#words.size; term++) postingStarts[term + 1]! += postingStarts[term]!;
    yield;
    const next = postingStarts.slice();
    const postings = new Int32Array((given.length / 3) * 2);
    let expectedVisits = 0;
    for (let i = 0; i < given.length; i += 3) {
      const term = given.at(i);
      const at = next[term]!++ * 2;
      postings[at] = given.at(i + 1);
      postings[at + 1] = given.at(i + 2);
      expectedVisits += this.#terms.frequency(term);
      if (i % (3 * A_STEP) === 0) yield;
    }
    return { postingStarts, postings, expectedVisits };
  }

  #estimate(term: number): number {
    const name = this.#words.names[term]!;
    switch (this.#words.sorts[term]!) {
      case 'term':
        return this.#frequencies.of(name);
      case 'pattern':
        return this.#frequencies.ofPrefix(name.slice(0, name.search(/[*?]/)));
      case 'fact':
        return frequencyOfFact(name);
    }
  }
}

/** Entries taken in before others get their turn. */
const A_STEP = 1000;

function frequencyOfFact(fact: string): number {
  if (fact.startsWith('source:')) return 0.5;
  if (fact.startsWith('site:') || fact.startsWith('in:')) return 0.01;
  return 0.00001;
}

/** Bytes of all tables, the strings of rare kinds of words as an estimate. */
export function bytesOf(tables: Tables): number {
  const { terms, patterns, postingStarts, postings, programs, code, operands, always } = tables;
  const typed = [postingStarts, postings, programs, code, operands, always];
  let sum = typed.reduce((bytes, { byteLength }) => bytes + byteLength, 0);
  sum += terms.bytes + patterns.bytes;
  for (const fact of tables.facts.keys()) sum += fact.length + 64;
  return sum + (tables.fields.length + tables.plain.length + tables.agreements.length) * 8;
}
