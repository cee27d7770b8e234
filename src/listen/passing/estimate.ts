/** How many a day something happens, as far as a sample can tell. */
export interface Estimate {
  perDay: number;
  /** The truth lies between these with a probability of 95 %. */
  low: number;
  high: number;
}

/**
 * The number a day from finds in a sample, each with the share of all posts that was sampled when it was found. `hours` is how long the sample
 * has been taken; `share` is the share now, which says what finding nothing means.
 *
 * Every find stands for 1 / share posts (Horvitz and Thompson 1952). The range is the one of a Poisson count, by Byar's approximation
 * (Breslow and Day 1987, vol. II, p. 69), stretched by the weight of a find.
 */
export function estimatePerDay(shares: readonly number[], hours: number, share: number): Estimate {
  const perDay = 24 / Math.max(hours, 1 / 60);
  const total = shares.reduce((sum, one) => sum + 1 / one, 0);
  const finds = shares.length;
  const weight = finds === 0 ? 1 / share : total / finds;
  return {
    perDay: total * perDay,
    low: poissonLow(finds) * weight * perDay,
    high: poissonHigh(finds) * weight * perDay,
  };
}

const Z = 1.96;

function poissonLow(count: number): number {
  return count === 0 ? 0 : Math.max(0, count * (1 - 1 / (9 * count) - Z / (3 * Math.sqrt(count))) ** 3);
}

function poissonHigh(count: number): number {
  const next = count + 1;
  return next * (1 - 1 / (9 * next) + Z / (3 * Math.sqrt(next))) ** 3;
}
