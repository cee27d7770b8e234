import { DENSE, type Features } from './features.ts';

/** Many texts as features, side by side in memory; ids are cut to `buckets`, dense numbers follow as ids from `buckets` on. */
export class Examples {
  count = 0;
  /** Features of example i are `offsets[i] … offsets[i + 1]`. */
  offsets = new Int32Array(1024);
  ids = new Int32Array(1 << 16);
  values = new Float32Array(1 << 16);
  readonly buckets: number;
  readonly extras: number;

  /** `buckets` is a power of two; `extras` is how many numbers `add` is given beside the features. */
  constructor(buckets: number, extras = 0) {
    if (!Number.isInteger(Math.log2(buckets)))
      throw new RangeError(`${buckets} buckets are no power of two.`);
    this.buckets = buckets;
    this.extras = extras;
  }

  /** Rows that a table of weights has for these examples. */
  get rows(): number {
    return this.buckets + DENSE.length + this.extras;
  }

  /** Returns the index of the example. */
  add(features: Features, extra: ArrayLike<number> = []): number {
    const needed = features.count + DENSE.length + this.extras;
    let at = this.offsets[this.count]!;
    this.#makeRoom(at + needed);
    for (let f = 0; f < features.count; f++, at++) {
      this.ids[at] = features.ids[f]! & (this.buckets - 1);
      this.values[at] = features.values[f]!;
    }
    const all = DENSE.length + this.extras;
    for (let d = 0; d < all; d++) {
      const value = d < DENSE.length ? features.dense[d]! : extra[d - DENSE.length]!;
      if (value === 0) continue;
      this.ids[at] = this.buckets + d;
      this.values[at++] = value;
    }
    this.offsets[++this.count] = at;
    return this.count - 1;
  }

  #makeRoom(features: number): void {
    if (this.count + 2 > this.offsets.length) this.offsets = grown(this.offsets, this.offsets.length * 2);
    if (features <= this.ids.length) return;
    const size = Math.max(features, this.ids.length * 2);
    this.ids = grown(this.ids, size);
    this.values = grown(this.values, size);
  }
}

function grown<A extends Int32Array | Float32Array>(from: A, size: number): A {
  const to = from instanceof Int32Array ? new Int32Array(size) : new Float32Array(size);
  to.set(from);
  return to as A;
}
