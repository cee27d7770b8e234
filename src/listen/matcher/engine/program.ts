import type { FieldNode, Query } from '#lib/query/index.ts';
import type { Clause, Operand, Run } from './clause.ts';
import { IntList } from './int-list.ts';

/** The instructions of programs. Numbers behind each are its arguments. */
export const OP = {
  /** term or pattern */
  term: 0,
  /** length, operands: words directly behind each other */
  run: 1,
  /** distance, 1 if in order, number of runs on the left, on the right; then the runs: length, operands */
  near: 2,
  /** operand, count */
  count: 3,
  /** entry of `fields` */
  field: 4,
  /** entry of `plain` */
  plain: 5,
  /** number of parts, where the program goes on behind them; then the parts */
  and: 6,
  or: 7,
  /** then the part */
  not: 8,
  hasLink: 9,
  never: 10,
  hasMore: 11,
} as const;

/** Writes the programs of many topics behind each other. */
export class ProgramWriter {
  readonly code = new IntList();
  /** Pairs of term and agreement, of operands that have one. */
  readonly operands = new IntList();
  readonly fields: FieldNode[] = [];
  readonly plain: Query[] = [];

  /** Appends a program; gives where it starts. */
  write(clause: Clause): number {
    const start = this.code.length;
    this.#clause(clause);
    return start;
  }

  #clause(clause: Clause): void {
    switch (clause.is) {
      case 'term':
        this.#put(OP.term, clause.term);
        return;
      case 'run':
        this.#put(OP.run);
        return this.#run(clause.run);
      case 'near':
        return this.#all(
          clause.needs.is === 'never' ? [clause.needs] : [clause.needs, { ...clause, needs: NOTHING }],
        );
      case 'count':
        this.#put(OP.count, this.#operand(clause.operand), clause.count);
        return;
      case 'field':
        this.#put(OP.field, this.fields.push(clause.field) - 1);
        return;
      case 'plain':
        return this.#all([clause.needs ?? NOTHING, { ...clause, needs: NOTHING }]);
      case 'and':
        return this.#all(clause.of);
      case 'or':
        return this.#group(OP.or, [...clause.of].sort(byEffort));
      case 'not':
        this.#put(OP.not);
        return this.#clause(clause.of);
      case 'hasLink':
        this.#put(OP.hasLink);
        return;
      case 'hasMore':
        this.#put(OP.hasMore);
        return;
      case 'never':
        this.#put(OP.never);
    }
  }

  #all(parts: readonly Clause[]): void {
    const flat = parts
      .flatMap((part) => (part.is === 'and' ? part.of : [part]))
      .filter((part) => part !== NOTHING);
    if (flat.length === 1) return this.#decisive(flat[0]!);
    this.#group(OP.and, flat.sort(byEffort));
  }

  #group(op: number, parts: readonly Clause[]): void {
    this.#put(op, parts.length, 0);
    const end = this.code.length - 1;
    for (const part of parts) this.#decisive(part);
    this.code.set(end, this.code.length);
  }

  /** What is left of a clause once its needs are written. */
  #decisive(clause: Clause): void {
    if (clause.is === 'near' && clause.needs === NOTHING) {
      this.#put(OP.near, clause.distance, clause.isOrdered ? 1 : 0, clause.left.length, clause.right.length);
      for (const run of [...clause.left, ...clause.right]) this.#run(run);
      return;
    }
    if (clause.is === 'plain' && clause.needs === NOTHING) {
      this.#put(OP.plain, this.plain.push(clause.query) - 1);
      return;
    }
    this.#clause(clause);
  }

  #run(run: Run): void {
    this.#put(run.length, ...run.map((operand) => this.#operand(operand)));
  }

  /** Term * 2, or where the raw letters matter the entry of `operands` * 2 + 1. */
  #operand({ term, agreement }: Operand): number {
    if (agreement === -1) return term * 2;
    this.operands.push(term);
    return this.operands.push(agreement) - 1;
  }

  #put(...numbers: readonly number[]): void {
    for (const number of numbers) this.code.push(number);
  }
}

/** Marks a clause whose needs are asked elsewhere. */
const NOTHING: Clause = { is: 'and', of: [] };

const EFFORT: Readonly<Record<Clause['is'], number>> = {
  never: 0,
  term: 0,
  not: 1,
  or: 2,
  and: 2,
  hasLink: 2,
  hasMore: 2,
  count: 3,
  run: 3,
  near: 4,
  field: 5,
  plain: 6,
};

function byEffort(a: Clause, b: Clause): number {
  return EFFORT[a.is] - EFFORT[b.is];
}
