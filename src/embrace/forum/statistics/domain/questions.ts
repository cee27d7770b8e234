import type { QuestionFigures } from '../schema.ts';
import {
  type Bounds,
  CATEGORY_SHIFT,
  IS_BY_MEMBER,
  IS_SOLVED,
  type PackedDay,
  QUESTION_BYTES,
} from './day.ts';
import { middleOf } from './numbers.ts';

const DAY_S = 86_400;

/** Questions of one period and category while they are counted. */
class Tally {
  questions = 0;
  answeredInDay = 0;
  answeredByMembers = 0;
  solved = 0;
  readonly answers: number[] = [];
  readonly solutions: number[] = [];

  take(view: DataView, at: number): void {
    const traits = view.getInt32(at + 4);
    const [answer, solution] = [view.getFloat64(at + 8), view.getFloat64(at + 16)];
    this.questions++;
    if ((traits & IS_SOLVED) !== 0) this.solved++;
    if ((traits & IS_BY_MEMBER) !== 0) this.answeredByMembers++;
    if (answer <= DAY_S) this.answeredInDay++;
    if (!Number.isNaN(answer)) this.answers.push(answer);
    if (!Number.isNaN(solution)) this.solutions.push(solution);
  }

  figures(): QuestionFigures {
    const { questions, answeredInDay, answeredByMembers, solved } = this;
    return {
      questions,
      answered: this.answers.length,
      answeredInDay,
      answeredByMembers,
      medianAnswer: middleOf(this.answers),
      solved,
      medianSolve: middleOf(this.solutions),
    };
  }
}

/** Questions of two periods, of all categories and of each. */
export class Questions {
  readonly #bounds: Bounds;
  readonly #tallies = new Map<number, Tally>();

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  take({ start, questions }: PackedDay): void {
    for (let at = 0; at < questions.byteLength; at += QUESTION_BYTES) {
      const time = start + questions.getInt32(at);
      if (time < this.#bounds.start || time >= this.#bounds.end) continue;
      const isNow = time >= this.#bounds.middle;
      this.#tallyOf(isNow, null).take(questions, at);
      this.#tallyOf(isNow, questions.getInt32(at + 4) >> CATEGORY_SHIFT).take(questions, at);
    }
  }

  /** `category`: its number; null for all. */
  figures(isNow: boolean, category: number | null): QuestionFigures {
    return (this.#tallies.get(keyOf(isNow, category)) ?? new Tally()).figures();
  }

  #tallyOf(isNow: boolean, category: number | null): Tally {
    const key = keyOf(isNow, category);
    let tally = this.#tallies.get(key);
    if (!tally) this.#tallies.set(key, (tally = new Tally()));
    return tally;
  }
}

/** Numbers of categories begin with 1. */
const keyOf = (isNow: boolean, category: number | null): number => 2 * (category ?? 0) + Number(isNow);
