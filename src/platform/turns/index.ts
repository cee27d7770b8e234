import { setImmediate as nextTurn } from 'node:timers/promises';

export { fewAtOnce } from './few.ts';

/** Milliseconds of work in one go: requests and the database wait no longer than this and one step. */
const TURN_MS = 5;

/** For long work in many steps: awaited after each, lets others have their turn when it is time, and costs nothing before. */
export function inTurns(): () => Promise<void> | undefined {
  let began = performance.now();
  const rest = async () => {
    await nextTurn();
    began = performance.now();
  };
  return () => (performance.now() - began < TURN_MS ? undefined : rest());
}

/** Does `work` with each item, in their order and in turns with others. */
export async function mapInTurns<T, R>(items: Iterable<T>, work: (item: T) => R): Promise<R[]> {
  const rest = inTurns();
  const done: R[] = [];
  for (const item of items) {
    done.push(work(item));
    const pause = rest();
    if (pause) await pause;
  }
  return done;
}

/** Takes all steps of a generator, in turns with others; answers what it returns. */
export async function stepThrough<T>(steps: Generator<void, T>): Promise<T> {
  const rest = inTurns();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await rest();
  }
}
