import type { Agreement, WordNode } from '#lib/query/index.ts';

/** How the raw text of a term must look. */
export interface AgreementForm {
  readonly kind: Exclude<Agreement, 'folded'>;
  readonly form: string;
  readonly isPattern: boolean;
}

export type TermSort = 'term' | 'pattern' | 'fact';

/** Gives everything that topics look for a number: terms, patterns and facts, in one row of numbers. */
export class Vocabulary {
  readonly sorts: TermSort[] = [];
  /** The term, the pattern or the fact. */
  readonly names: string[] = [];
  readonly agreements: AgreementForm[] = [];
  readonly #ids = new Map<string, number>();

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
  agreement({ agreement, form, isPattern }: WordNode): number {
    if (agreement === 'folded') return -1;
    return this.agreements.push({ kind: agreement, form, isPattern }) - 1;
  }

  #intern(sort: TermSort, name: string): number {
    const key = sort === 'term' ? name : `${sort} ${name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.sorts.push(sort) - 1;
    this.#ids.set(key, id);
    this.names.push(name);
    return id;
  }
}
