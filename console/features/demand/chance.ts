/** In one of how many areas and days so many standard deviations come up by chance alone, to two digits. */
export function oneIn(sigma: number): number {
  const count = 1 / upperTail(sigma);
  const digit = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.round(count / digit) * digit;
}

/** Share of a normal distribution above `z`, for z from 0 on: the continued fraction of the error function (Laplace), from its far end. */
function upperTail(z: number): number {
  let rest = z;
  for (let step = 200; step >= 1; step--) rest = z + step / rest;
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / rest;
}
