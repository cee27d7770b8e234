import { seededRandom, shuffled } from '#lib/model/index.ts';
import { BUCKETS, type CompanyHead, type Example, judge, likeliest } from './head.ts';

/** An example with what it should be. */
export interface Lesson {
  readonly example: Example;
  /** Index of the right value. */
  readonly value: number;
  /** A person said so; otherwise nobody has objected to what the built-in model said. */
  readonly isSaid: boolean;
}

const EPOCHS = 12;
const RATE = 0.15;
const L2 = 0.002;
/** Nobody's objection is weaker than somebody's word. */
const SILENCE = 0.25;

/** Trains a head; the same lessons in the same order give the same head. */
export function learn(lessons: readonly Lesson[], outputs: number, seed = 1): CompanyHead {
  const head = { outputs, weights: new Float32Array(BUCKETS * outputs), bias: new Float32Array(outputs) };
  const squares = new Float32Array(head.weights.length).fill(0.01);
  const random = seededRandom(seed);
  const p = new Float64Array(outputs);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE * (1 - epoch / EPOCHS);
    for (const i of shuffled(lessons.length, random)) step(head, squares, lessons[i]!, rate, p);
  }
  return head;
}

function step(
  { outputs, weights, bias }: CompanyHead,
  squares: Float32Array,
  { example, value, isSaid }: Lesson,
  rate: number,
  p: Float64Array,
): void {
  judge({ outputs, weights, bias }, example, p);
  const { ids, values } = example;
  const weight = isSaid ? 1 : SILENCE;
  for (let k = 0; k < outputs; k++) {
    const error = weight * (p[k]! - (k === value ? 1 : 0));
    bias[k]! -= rate * 0.1 * error;
    for (let f = 0; f < ids.length; f++) {
      const at = ids[f]! * outputs + k;
      const gradient = error * values[f]! + L2 * weights[at]!;
      squares[at]! += gradient * gradient;
      weights[at]! -= (rate * gradient) / Math.sqrt(squares[at]!);
    }
  }
}

/** How the built-in model and the company's head did on what people said, each example judged by a head that had not seen it. */
export interface Comparison {
  /** Examples that people spoke about. */
  readonly said: number;
  /** Share right. */
  readonly builtIn: number;
  readonly company: number;
  /** Examples that only the company's head got right, and only the built-in one. */
  readonly wins: number;
  readonly losses: number;
  /** Share of the examples without an objection that the company's head leaves as they are. */
  readonly kept: number;
}

const FOLDS = 5;

/** Cross-validates in five parts. */
export function compare(lessons: readonly Lesson[], outputs: number, seed = 1): Comparison {
  const order = shuffled(lessons.length, seededRandom(seed));
  const foldOf = Int32Array.from(lessons, () => 0);
  for (const [place, i] of order.entries()) foldOf[i] = place % FOLDS;
  let [said, builtIn, company, wins, losses, silent, kept] = [0, 0, 0, 0, 0, 0, 0];
  const p = new Float64Array(outputs);
  for (let fold = 0; fold < FOLDS; fold++) {
    const head = learn(
      lessons.filter((_, i) => foldOf[i] !== fold),
      outputs,
      seed,
    );
    for (const [i, { example, value, isSaid }] of lessons.entries()) {
      if (foldOf[i] !== fold) continue;
      judge(head, example, p);
      const [ours, theirs] = [likeliest(p) === value, likeliest(example.prior) === value];
      if (isSaid) {
        said++;
        if (theirs) builtIn++;
        if (ours) company++;
        if (ours && !theirs) wins++;
        if (theirs && !ours) losses++;
      } else {
        silent++;
        if (ours) kept++;
      }
    }
  }
  return {
    said,
    builtIn: share(builtIn, said),
    company: share(company, said),
    wins,
    losses,
    kept: silent === 0 ? 1 : kept / silent,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Fewer examples say too little. */
export const FEWEST_SAID = 40;
/** At least two values need so many each: who only ever says no teaches nothing but no. */
export const FEWEST_EACH = 8;
const LEAST_GAIN = 0.03;
const MOST_CHANCE = 0.05;
/** A head that changes more than a tenth of what nobody objected to is not trusted. */
const LEAST_KEPT = 0.9;

/** Whether a company's head may replace the built-in one. */
export function isBetter({ said, builtIn, company, wins, losses, kept }: Comparison): boolean {
  return (
    said >= FEWEST_SAID &&
    company - builtIn >= LEAST_GAIN &&
    signTest(wins, losses) <= MOST_CHANCE &&
    kept >= LEAST_KEPT
  );
}

/** Probability of so many wins or more if wins and losses were equally likely (one-sided sign test, exact). */
export function signTest(wins: number, losses: number): number {
  const count = wins + losses;
  let [sum, term] = [0, 2 ** -Math.min(count, 1000)];
  if (count > 1000) return wins > losses + 2 * Math.sqrt(count) ? 0 : 1;
  for (let k = 0; k <= losses; k++) {
    sum += term;
    term = (term * (count - k)) / (k + 1);
  }
  return Math.min(1, sum);
}

/** Whether there is enough to learn from. */
export function isEnough(lessons: readonly Lesson[]): boolean {
  const said = lessons.filter(({ isSaid }) => isSaid);
  const counts = new Map<number, number>();
  for (const { value } of said) counts.set(value, (counts.get(value) ?? 0) + 1);
  const large = [...counts.values()].filter((count) => count >= FEWEST_EACH);
  return said.length >= FEWEST_SAID && large.length >= 2;
}
