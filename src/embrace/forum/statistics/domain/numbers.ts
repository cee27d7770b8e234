/** Whole numbers, by numbers from 0 on; 0 where nothing was set. */
export class NumberMap {
  #values = new Int32Array(1024);

  get(number: number): number {
    return this.#values[number] ?? 0;
  }

  set(number: number, value: number): void {
    if (number >= this.#values.length) {
      const larger = new Int32Array(2 * number);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[number] = value;
  }
}

/** A set of small numbers. */
export class NumberSet {
  readonly #has = new NumberMap();
  size = 0;

  add(number: number): void {
    if (this.has(number)) return;
    this.#has.set(number, 1);
    this.size++;
  }

  has(number: number): boolean {
    return this.#has.get(number) === 1;
  }

  /** How many of these are in it. */
  countOf(numbers: Iterable<number>): number {
    let count = 0;
    for (const number of numbers) if (this.has(number)) count++;
    return count;
  }
}

/** The middle of numbers, between the two middle ones where there is no single one: as `percentile_cont(0.5)` of PostgreSQL. Null of none. */
export function middleOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  const place = 0.5 * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (place - Math.floor(place)) * (high - low);
}
