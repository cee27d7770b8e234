import type { WordNode } from '#lib/query/index.ts';
import { hashOf } from '#lib/tokens/index.ts';

/** How the raw text of a term must look: a word of a query says it. */
export type AgreementForm = Pick<WordNode, 'agreement' | 'form' | 'isPattern'>;

export type TermSort = 'term' | 'pattern' | 'fact';

/** Gives everything that topics look for a number: terms, patterns and facts, in one row of numbers. */
export class Vocabulary {
  readonly sorts: TermSort[] = [];
  /** The term, the pattern or the fact. */
  readonly names: string[] = [];
  readonly agreements: AgreementForm[] = [];
  /** Many small maps: a large one would stop everything while it grows. */
  readonly #ids = Array.from({ length: SHARDS }, () => new Map<string, number>());

  get size(): number {
    return this.sorts.length;
  }

  term(term: string): number {
    return this.#intern('term', term);
  }

  pattern(pattern: string): number {
    return this.#intern('pattern', pattern);
  }

  fact(fact: string): number {
    return this.#intern('fact', fact);
  }

  /** Entry of `agreements`, or -1 where the folded term is enough. */
  agreement(word: WordNode): number {
    return word.agreement === 'folded' ? -1 : this.agreements.push(word) - 1;
  }

  #intern(sort: TermSort, name: string): number {
    const key = sort === 'term' ? name : `${sort} ${name}`;
    const ids = this.#ids[hashOf(key) & (SHARDS - 1)]!;
    const known = ids.get(key);
    if (known !== undefined) return known;
    const id = this.sorts.push(sort) - 1;
    ids.set(key, id);
    this.names.push(name);
    return id;
  }
}

const SHARDS = 64;
