import type { Random } from '../../../test/helpers/random.ts';

/** Draws an index by weight in constant time (alias method of Walker and Vose). */
export function weighted(weights: readonly number[]): (random: Random) => number {
  const count = weights.length;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const share = Float64Array.from(weights, (weight) => (weight * count) / sum);
  const other = new Int32Array(count);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < count; i++) (share[i]! < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const poor = small.pop()!;
    const rich = large.at(-1)!;
    other[poor] = rich;
    share[rich] = share[rich]! + share[poor]! - 1;
    if (share[rich] < 1) small.push(large.pop()!);
  }
  for (const rest of [...small, ...large]) share[rest] = 1;
  return (random) => {
    const at = Math.floor(random() * count);
    return random() < share[at]! ? at : other[at]!;
  };
}

/** Ranks from 0 by the law of Zipf and Mandelbrot: the share of rank r falls with 1 / (r + shift). */
export function zipf(count: number, shift: number): (random: Random) => number {
  return weighted(Array.from({ length: count }, (_, rank) => 1 / (rank + shift)));
}

/** A whole number from `least` to `most`, each power of ten equally likely. */
export function logUniform(random: Random, least: number, most: number): number {
  return Math.floor(least * (most / least) ** random());
}

export function oneOf<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!;
}
