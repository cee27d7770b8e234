import type { Place } from './document.ts';

/** One find: the places it is made of, from the first to the last position. */
export interface Find {
  readonly from: number;
  readonly to: number;
  readonly places: readonly Place[];
}

/** Finds in the order of their beginning. */
export function inOrder(finds: readonly Find[]): Find[] {
  return [...finds].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Whether an ascending list holds a number from `least` to `most`. */
export function hasBetween(ascending: readonly number[], least: number, most: number): boolean {
  const at = firstFrom(ascending, least);
  return at < ascending.length && ascending[at]! <= most;
}

/** Index of the first number of an ascending list that is not under `least`. */
export function firstFrom(ascending: readonly number[], least: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const byNumber = (a: number, b: number) => a - b;
