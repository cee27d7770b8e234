/** Shades of a map, the palest first. Zero has none. */
export const SHADES = 5;

/** The least count of each shade: so that about as many places fall into each, and equal counts into the same. */
export function stepsOf(counts: readonly number[]): number[] {
  const sorted = counts.filter((count) => count > 0).sort((one, other) => one - other);
  const steps = new Set<number>();
  for (let shade = 0; shade < SHADES; shade++) {
    const count = sorted[Math.floor((shade * sorted.length) / SHADES)];
    if (count !== undefined) steps.add(count);
  }
  return [...steps];
}

/** The shade of a count, 0 for none, else 1 to `SHADES`; the largest always has the darkest. */
export function shadeOf(count: number, steps: readonly number[]): number {
  if (count <= 0) return 0;
  const reached = steps.filter((least) => count >= least).length;
  return reached === 0 ? 1 : reached + SHADES - steps.length;
}

/** Radius in pixels of a point: its area grows with the count. */
export function radiusOf(count: number, most: number): number {
  return most <= 0 ? 0 : 3 + 15 * Math.sqrt(count / most);
}
