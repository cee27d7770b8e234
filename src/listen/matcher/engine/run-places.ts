/** First and last positions of runs of words in a post; used again for every program. */
export class RunPlaces {
  #count = 0;
  #from = new Int32Array(64);
  #to = new Int32Array(64);
  #isSorted = true;

  clear(): void {
    this.#count = 0;
    this.#isSorted = true;
  }

  add(from: number, to: number): void {
    if (this.#count === this.#from.length) {
      this.#from = doubled(this.#from);
      this.#to = doubled(this.#to);
    }
    if (this.#count > 0 && from < this.#from[this.#count - 1]!) this.#isSorted = false;
    this.#from[this.#count] = from;
    this.#to[this.#count++] = to;
  }

  /** The different first positions, ascending. */
  starts(): number[] {
    const starts = this.#beginnings();
    const different: number[] = [];
    for (let i = 0; i < this.#count; i++) if (starts[i] !== different.at(-1)) different.push(starts[i]!);
    return different;
  }

  /** Whether one of `others` begins behind the end of one of these, with at most `distance` words between. */
  isFollowedBy(others: RunPlaces, distance: number): boolean {
    const beginnings = others.#beginnings();
    const count = others.#count;
    for (let i = 0; i < this.#count; i++) {
      const end = this.#to[i]!;
      const at = firstBehind(beginnings, count, end);
      if (at < count && beginnings[at]! - end - 1 <= distance) return true;
    }
    return false;
  }

  #beginnings(): Int32Array {
    if (!this.#isSorted) {
      // Ends do not matter to those who come from before.
      const sorted = this.#from.slice(0, this.#count).sort();
      return sorted;
    }
    return this.#from;
  }
}

/** Index of the first of `count` ascending numbers above `bound`. */
function firstBehind(ascending: Int32Array, count: number, bound: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function doubled(from: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(from.length * 2);
  grown.set(from);
  return grown;
}
