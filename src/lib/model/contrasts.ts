import type { Examples } from './examples.ts';

/** An example and the class it belongs to. */
interface Classed {
  readonly example: number;
  readonly value: number;
}

/**
 * How unevenly the classes have each feature: the largest |log of its rate in a class against its rate in the others|, one added
 * to each count (after Wang and Manning 2012). What all classes have alike hardly counts, so rare and telling features are
 * learned from few examples. Numbers about the whole text stay as they are. One factor for each row of weights.
 */
export function contrasts(examples: Examples, targets: readonly Classed[]): Float32Array {
  const { rows, buckets, ids, offsets } = examples;
  const sizes: number[] = [];
  const counts: Float32Array[] = [];
  for (const { example, value } of targets) {
    while (sizes.length <= value) {
      sizes.push(0);
      counts.push(new Float32Array(buckets).fill(1));
    }
    sizes[value]!++;
    const of = counts[value]!;
    for (let f = offsets[example]!; f < offsets[example + 1]!; f++) if (ids[f]! < buckets) of[ids[f]!]!++;
  }
  const factors = new Float32Array(rows).fill(1);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const all = counts.reduce((sum, of) => sum + of[bucket]!, 0);
    factors[bucket] = Math.max(
      ...counts.map((of, k) => {
        const others = targets.length - sizes[k]!;
        return Math.abs(Math.log(of[bucket]! / sizes[k]! / ((all - of[bucket]!) / others)));
      }),
    );
  }
  return factors;
}
