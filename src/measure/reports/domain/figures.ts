import { NO_STEP } from './pack.ts';
import { type CompactSpread, Spread } from './spread.ts';

/** Shares and middles of fewer than this are not told: they would be chance, or tell of one person. */
export const FEWEST = 5;

/** What is counted of some contacts. Shares are 0 to 1, times are seconds; null where there are too few to say. */
export interface Figures {
  contacts: number;
  needing: number;
  answered: number;
  /** Of those who needed one, the share that has an answer by now. */
  answeredShare: number | null;
  medianAnswer: number | null;
  /** Nine of ten answers came within this. */
  p90Answer: number | null;
  solved: number;
  medianSolve: number | null;
  rated: number;
  satisfied: number;
  satisfiedShare: number | null;
}

export const NEEDS = 1;
export const ANSWERED = 2;
export const SOLVED = 4;
export const RATED = 8;
export const SATISFIED = 16;
const KINDS = 32;

/** A tally to be kept, in little room. */
export interface CompactTally {
  counts: Uint32Array;
  answers: CompactSpread;
  solutions: CompactSpread;
}

/** Counts contacts of one group. */
export class Tally {
  /** By which of the five things hold of a contact. */
  readonly #counts = new Uint32Array(KINDS);
  readonly answers = new Spread();
  readonly solutions = new Spread();

  /** `what`: the sum of what holds. Steps as in packed days. */
  add(what: number, answerStep: number, solveStep: number): void {
    this.#counts[what]!++;
    if (answerStep !== NO_STEP) this.answers.add(answerStep);
    if (solveStep !== NO_STEP) this.solutions.add(solveStep);
  }

  compact(): CompactTally {
    return {
      counts: this.#counts.slice(),
      answers: this.answers.compact(),
      solutions: this.solutions.compact(),
    };
  }

  /** Adds what another had counted. */
  take({ counts, answers, solutions }: CompactTally): void {
    for (let what = 0; what < KINDS; what++) this.#counts[what]! += counts[what]!;
    this.answers.take(answers);
    this.solutions.take(solutions);
  }

  figures(): Figures {
    const holding = (wanted: number) =>
      this.#counts.reduce((sum, count, what) => ((what & wanted) === wanted ? sum + count : sum), 0);
    const [needing, rated, satisfied] = [holding(NEEDS), holding(RATED), holding(SATISFIED)];
    const share = (some: number, all: number) => (all < FEWEST ? null : some / all);
    const middle = (spread: Spread, at: number) => (spread.total < FEWEST ? null : spread.at(at));
    return {
      contacts: holding(0),
      needing,
      answered: holding(ANSWERED),
      answeredShare: share(holding(NEEDS | ANSWERED), needing),
      medianAnswer: middle(this.answers, 0.5),
      p90Answer: middle(this.answers, 0.9),
      solved: holding(SOLVED),
      medianSolve: middle(this.solutions, 0.5),
      rated,
      satisfied,
      satisfiedShare: share(satisfied, rated),
    };
  }
}

/** Whether more came than chance explains, as counts of rare things vary: by three times the root of both. */
export function isRising(now: number, before: number, longer: number): boolean {
  const expected = before * longer;
  return now >= 10 && now - expected > 3 * Math.sqrt(now + expected * longer);
}
