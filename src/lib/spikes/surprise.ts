/**
 * How surprising it is to see at least `count` where `mean` is expected, in nats: half the squared signed deviance of a negative binomial
 * with variance mean + spread × mean² (McCullagh and Nelder, Generalized Linear Models, 1989; half a count is taken off for continuity). 0 where
 * the count is not above the mean; 8 is about four standard deviations. `mean` above 0, `spread` 0 or more.
 */
export function surprise(count: number, mean: number, spread: number): number {
  const seen = count - 0.5;
  if (seen <= mean) return 0;
  if (spread < 1e-9) return seen * Math.log(seen / mean) - (seen - mean);
  const shape = 1 / spread;
  return seen * Math.log(seen / mean) - (seen + shape) * Math.log((seen + shape) / (mean + shape));
}
