import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work in one go. */
const TURN_MS = 5;

/** For long work in many steps: awaited after each, lets others have their turn when it is time. */
export function inTurns(): () => Promise<void> | undefined {
  let began = performance.now();
  const rest = async () => {
    await nextTurn();
    began = performance.now();
  };
  return () => (performance.now() - began < TURN_MS ? undefined : rest());
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
