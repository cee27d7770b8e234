/**
 * How alike two orders of the same things are: 1 the same, 0 unrelated, −1 turned round; null for fewer than two. Equal ranks are told apart by
 * id, so there are no ties.
 */
export interface Likeness {
  /** Spearman's rho: 1 − 6 Σd² ÷ n(n² − 1). */
  spearman: number | null;
  /** Kendall's tau: 1 − 4 × pairs in the other order ÷ n(n − 1). */
  kendall: number | null;
}

/** Compares two orders, each given as ids from first to last. */
export function likeness(before: readonly string[], after: readonly string[]): Likeness {
  const n = before.length;
  if (n < 2) return { spearman: null, kendall: null };
  const placeOf = new Map(after.map((id, place) => [id, place]));
  const places = before.map((id) => placeOf.get(id)!);
  const squares = places.reduce((sum, place, index) => sum + (place - index) ** 2, 0);
  return {
    spearman: 1 - (6 * squares) / (n * (n * n - 1)),
    kendall: 1 - (4 * inversions(places)) / (n * (n - 1)),
  };
}

/** Pairs that stand in falling order, counted while they are merged. */
function inversions(list: readonly number[]): number {
  let count = 0;
  const sort = (part: readonly number[]): number[] => {
    if (part.length < 2) return [...part];
    const middle = part.length >> 1;
    const [left, right] = [sort(part.slice(0, middle)), sort(part.slice(middle))];
    const merged: number[] = [];
    let [i, j] = [0, 0];
    while (i < left.length && j < right.length) {
      if (left[i]! <= right[j]!) merged.push(left[i++]!);
      else {
        count += left.length - i;
        merged.push(right[j++]!);
      }
    }
    return [...merged, ...left.slice(i), ...right.slice(j)];
  };
  sort(list);
  return count;
}
