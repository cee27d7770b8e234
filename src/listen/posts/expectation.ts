import type { App } from '#platform/app/index.ts';

/** Parts that are stored the slow way after one that was expected to be new and was not; twice as many after each further one. */
const FIRST_CAUTION = 1;
const MOST_CAUTION = 64;

interface Expectation {
  /** Parts to be stored the slow way before the next trial. */
  cautious: number;
  /** How many it will be after the next disappointment. */
  next: number;
}

const expectations = new WeakMap<App, Expectation>();

/**
 * Whether the next posts are probably new. They are, but for a reader that begins again somewhat earlier than it stopped; storing them as
 * new costs a wasted trial then, so trials become rare while they fail.
 */
export function expectsNew(app: App): boolean {
  const expectation = expectations.get(app);
  if (!expectation || expectation.cautious === 0) return true;
  expectation.cautious -= 1;
  return false;
}

/** The trial succeeded. */
export function noteNew(app: App): void {
  expectations.delete(app);
}

/** The trial failed: something was known already. */
export function noteKnown(app: App): void {
  const cautious = expectations.get(app)?.next ?? FIRST_CAUTION;
  expectations.set(app, { cautious, next: Math.min(cautious * 2, MOST_CAUTION) });
}
