/** Minutes that are kept one by one; late posts find their place among them. */
const MINUTES_KEPT = 768;
/** The longest burst of bots that is no incident. */
const BURST_MINUTES = 3;
const UNKNOWN = -1;

/** What a window of minutes held. */
export interface WindowSum {
  posts: number;
  /** Sum of the season's factors of the known minutes. */
  exposure: number;
  known: number;
}

export interface MinutesState {
  /** The newest minute; -1 before any. */
  last: number;
  /** Newest last; -1 is unknown. */
  counts: number[];
  factors: number[];
  levels: number[];
}

/** The last twelve hours, minute by minute: posts, the season's factor, and the level that was believed after it. */
export class Minutes {
  readonly #counts = new Float32Array(MINUTES_KEPT).fill(UNKNOWN);
  readonly #factors = new Float32Array(MINUTES_KEPT).fill(1);
  readonly #levels = new Float32Array(MINUTES_KEPT);
  #last = -1;
  #first = -1;

  constructor(state?: MinutesState) {
    if (!state || state.last < 0) return;
    this.#first = state.last - state.counts.length + 1;
    this.#last = state.last;
    for (const [index, count] of state.counts.entries()) {
      const place = (this.#first + index) % MINUTES_KEPT;
      this.#counts[place] = count;
      this.#factors[place] = state.factors[index]!;
      this.#levels[place] = state.levels[index]!;
    }
  }

  state(): MinutesState {
    const state: MinutesState = { last: this.#last, counts: [], factors: [], levels: [] };
    if (this.#last < 0) return state;
    for (let minute = this.oldest; minute <= this.#last; minute++) {
      const place = minute % MINUTES_KEPT;
      state.counts.push(this.#counts[place]!);
      state.factors.push(short(this.#factors[place]!));
      state.levels.push(short(this.#levels[place]!));
    }
    return state;
  }

  get last(): number {
    return this.#last;
  }

  get oldest(): number {
    return Math.max(this.#first, this.#last - MINUTES_KEPT + 1);
  }

  /** The next minute; undefined where its count is unknown. */
  push(minute: number, count: number | undefined, factor: number): void {
    if (this.#last < 0) this.#first = minute;
    const place = minute % MINUTES_KEPT;
    this.#counts[place] = count ?? UNKNOWN;
    this.#factors[place] = factor;
    this.#last = minute;
  }

  /** Adds posts to a minute that went by; false where it is too long ago. */
  addLate(minute: number, count: number): boolean {
    if (this.#last < 0 || minute < this.oldest || minute > this.#last) return false;
    const place = minute % MINUTES_KEPT;
    this.#counts[place] = Math.max(0, Math.max(0, this.#counts[place]!) + count);
    return true;
  }

  setLevel(level: number): void {
    this.#levels[this.#last % MINUTES_KEPT] = level;
  }

  /** The level that was believed after a minute; undefined where that is not kept. */
  levelAt(minute: number): number | undefined {
    return minute < this.oldest || minute > this.#last ? undefined : this.#levels[minute % MINUTES_KEPT];
  }

  countAt(minute: number): number | undefined {
    if (minute < this.oldest || minute > this.#last) return undefined;
    const count = this.#counts[minute % MINUTES_KEPT]!;
    return count === UNKNOWN ? undefined : count;
  }

  factorAt(minute: number): number {
    return this.#factors[minute % MINUTES_KEPT]!;
  }

  /** Sums of the windows of these lengths (rising) that end with the newest minute. */
  sums(lengths: readonly number[]): WindowSum[] {
    const sums: WindowSum[] = [];
    let posts = 0;
    let exposure = 0;
    let known = 0;
    let age = 0;
    for (const length of lengths) {
      for (; age < length; age++) {
        const minute = this.#last - age;
        if (minute < this.oldest) continue;
        const count = this.#counts[minute % MINUTES_KEPT]!;
        if (count === UNKNOWN) continue;
        posts += count;
        exposure += this.#factors[minute % MINUTES_KEPT]!;
        known++;
      }
      sums.push({ posts, exposure, known });
    }
    return sums;
  }

  /**
   * What is left of the newest `length` minutes when bursts are taken out: `posts`, where no minute counts much more than the lower ones among
   * them, and `rest`, the sum of all but the three fullest, of so many `minutes`.
   */
  sustained(length: number, spread: number): { posts: number; rest: number; minutes: number } {
    const counts: number[] = [];
    for (let minute = Math.max(this.oldest, this.#last - length + 1); minute <= this.#last; minute++) {
      const count = this.#counts[minute % MINUTES_KEPT]!;
      if (count !== UNKNOWN) counts.push(count);
    }
    const sorted = Float64Array.from(counts).sort();
    const lower = sorted[Math.floor(sorted.length * 0.3)] ?? 0;
    const most = lower + 2.2 * Math.sqrt(lower + 1 + spread * lower * lower);
    let [posts, rest] = [0, 0];
    const minutes = Math.max(0, sorted.length - BURST_MINUTES);
    for (const [index, count] of sorted.entries()) {
      posts += Math.min(count, most);
      if (index < minutes) rest += count;
    }
    return { posts, rest, minutes };
  }
}

/** A number of 32 bits in as few digits as bring it back. */
function short(value: number): number {
  return Number(value.toPrecision(9));
}
