/** How spans of time are spread: counted in steps of one percent, so that a middle is told to within half a percent without keeping each span. */
export class Spread {
  readonly #counts = new Uint32Array(STEPS);
  total = 0;

  /** `step` of `stepOf`. */
  add(step: number): void {
    this.#counts[step]!++;
    this.total++;
  }

  /** The steps that have any, with how many. Blocks are kept by thousands of these while somebody waits. */
  compact(): CompactSpread {
    const counts = this.#counts;
    let used = 0;
    for (let step = 0; step < STEPS; step++) {
      if (counts[step] === 0) continue;
      USED_STEPS[used] = step;
      USED_COUNTS[used++] = counts[step]!;
    }
    return { total: this.total, steps: USED_STEPS.slice(0, used), counts: USED_COUNTS.slice(0, used) };
  }

  /** Adds what another had counted. */
  take({ total, steps, counts }: CompactSpread): void {
    this.total += total;
    for (let at = 0; at < steps.length; at++) this.#counts[steps[at]!]! += counts[at]!;
  }

  /** Seconds that a share of the spans do not exceed; null without any. */
  at(share: number): number | null {
    if (this.total === 0) return null;
    const wanted = Math.max(1, Math.ceil(this.total * share));
    let seen = 0;
    for (let step = 0; step < STEPS; step++) {
      seen += this.#counts[step]!;
      if (seen >= wanted) return secondsOf(step);
    }
    return null;
  }

  /** For each step, how many spans are below it; what is in it counts half. */
  belows(): Float64Array {
    const belows = new Float64Array(STEPS);
    let seen = 0;
    for (let step = 0; step < STEPS; step++) {
      const count = this.#counts[step]!;
      belows[step] = seen + count / 2;
      seen += count;
    }
    return belows;
  }
}

/** A spread without what is empty. */
export interface CompactSpread {
  total: number;
  steps: Uint16Array;
  counts: Uint32Array;
}

const GROWTH = Math.log(1.01);
/** Up to two thousand million seconds. */
const STEPS = Math.ceil(Math.log(2_000_000_001) / GROWTH) + 1;

/** Where `compact` gathers. */
const USED_STEPS = new Uint16Array(STEPS);
const USED_COUNTS = new Uint32Array(STEPS);

export function stepOf(seconds: number): number {
  return Math.floor(Math.log(seconds + 1) / GROWTH);
}

/** The middle of a step, in seconds. */
function secondsOf(step: number): number {
  return Math.round(Math.exp((step + 0.5) * GROWTH) - 1);
}
