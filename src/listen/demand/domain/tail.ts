/** Beyond this all are equally unlikely. */
export const MOST_SIGMA = 8;

/**
 * How unlikely it is that so many or more people write by chance, as standard deviations of a normal distribution. People are counted by a
 * negative binomial distribution of this mean and variance (Poisson where the variance is no larger). Fewer than expected: plain deviations.
 */
export function sigmaOf(observed: number, expected: number, variance: number): number {
  if (expected <= 0) return observed > 0 ? MOST_SIGMA : 0;
  if (observed <= expected) return Math.max(-MOST_SIGMA, (observed - expected) / Math.sqrt(variance));
  const tail =
    variance > expected * 1.000_1
      ? binomialTail(observed, expected, variance)
      : poissonTail(observed, expected);
  return Math.min(MOST_SIGMA, Math.max(0, normalQuantile(tail)));
}

/** P(X ≥ k), negative binomial. */
function binomialTail(k: number, mean: number, variance: number): number {
  const size = mean ** 2 / (variance - mean);
  const share = mean / (size + mean);
  const first = Math.exp(
    logGamma(k + size) -
      logGamma(size) -
      logGamma(k + 1) +
      size * Math.log(size / (size + mean)) +
      k * Math.log(share),
  );
  return sumOf(first, (x) => (share * (x + size)) / (x + 1), k);
}

/** P(X ≥ k), Poisson. */
function poissonTail(k: number, mean: number): number {
  return sumOf(Math.exp(k * Math.log(mean) - mean - logGamma(k + 1)), (x) => mean / (x + 1), k);
}

/** Sums probabilities from that of `k` on; `ratio` leads from one to the next. Above the mean they fall faster and faster. */
function sumOf(first: number, ratio: (x: number) => number, k: number): number {
  let sum = first;
  for (let x = k, one = first; one > sum * 1e-10 && one > 0; x++) {
    one *= ratio(x);
    sum += one;
  }
  return Math.min(1, sum);
}

/** Lanczos' approximation with g = 7, exact to 15 digits. */
const LANCZOS = [
  0.999_999_999_999_809_93, 676.520_368_121_885_1, -1259.139_216_722_402_8, 771.323_428_777_653_1,
  -176.615_029_162_140_6, 12.507_343_278_686_905, -0.138_571_095_265_720_12, 9.984_369_578_019_572e-6,
  1.505_632_735_149_311_6e-7,
];

function logGamma(x: number): number {
  const shifted = x - 1;
  const sum = LANCZOS.slice(1).reduce((total, factor, i) => total + factor / (shifted + i + 1), LANCZOS[0]!);
  const t = shifted + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The deviation that a standard normal number exceeds with probability `tail` ≤ ½ (Abramowitz and Stegun 26.2.23, to 0.0005). */
function normalQuantile(tail: number): number {
  if (tail >= 0.5) return 0;
  if (tail < 1e-300) return Infinity;
  const t = Math.sqrt(-2 * Math.log(tail));
  return (
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3)
  );
}
