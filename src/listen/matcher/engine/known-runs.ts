/** Where a run of words stands in a post. */
export interface KnownRun {
  readonly id: number;
  /** Ascending positions of its first word. */
  readonly starts: readonly number[];
  readonly length: number;
  /** Whether the raw letters of one of its words could not be seen. */
  readonly isUnsure: boolean;
}

/** What was found in a long post, so that a thousand topics about the same words look for them once. */
export class KnownRuns {
  readonly #runs = new Map<string, KnownRun>();
  readonly #gaps = new Map<number, number>();

  /** Begins with another post. */
  clear(): void {
    if (this.#runs.size === 0) return;
    this.#runs.clear();
    this.#gaps.clear();
  }

  get(key: string): KnownRun | undefined {
    return this.#runs.get(key);
  }

  add(key: string, run: Omit<KnownRun, 'id'>): KnownRun {
    const known = { ...run, id: this.#runs.size };
    this.#runs.set(key, known);
    return known;
  }

  /** Whether one of `rights` begins behind the end of one of `lefts`, with at most `distance` words between. */
  areNear(lefts: readonly KnownRun[], rights: readonly KnownRun[], distance: number): boolean {
    return lefts.some((left) => rights.some((right) => this.#gap(left, right) <= distance));
  }

  /** Fewest words between the end of `left` and a beginning of `right` behind it. */
  #gap(left: KnownRun, right: KnownRun): number {
    const key = left.id * MOST_RUNS + right.id;
    const known = this.#gaps.get(key);
    if (known !== undefined) return known;
    const gap = gapBetween(left, right);
    this.#gaps.set(key, gap);
    return gap;
  }
}

const MOST_RUNS = 2 ** 26;

function gapBetween({ starts, length }: KnownRun, right: KnownRun): number {
  let least = Infinity;
  let next = 0;
  for (const start of starts) {
    const behind = start + length;
    while (next < right.starts.length && right.starts[next]! < behind) next++;
    if (next === right.starts.length) return least;
    least = Math.min(least, right.starts[next]! - behind);
  }
  return least;
}
