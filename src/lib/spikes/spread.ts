/** What is believed of a window before it was seen: relative variance of its count beside chance. */
const FIRST_SPREAD: Readonly<Record<number, number>> = {
  8: 0.04,
  15: 0.04,
  30: 0.04,
  60: 0.05,
  120: 0.08,
  240: 0.15,
  480: 0.3,
};
/** Surprise beyond which the tail is learned; by chance alone one window in forty goes beyond, by this much on average. */
const TAIL_FROM = 2;
const TAIL_SHARE = 0.025;
const TAIL_MEAN = 0.8;
/** How many windows, and peaks among them, the first belief about the tail is worth. */
const FIRST_SAMPLES = 600;
const FIRST_PEAKS = 15;
/** Minutes after which what was learned counts half. */
const HALF_LIFE = 1440 * 10;
const LEAST_THRESHOLD = 6.5;
const MOST_THRESHOLD = 16;

/** Sums over windows that were looked at. */
export interface Learned {
  weight: number;
  sum: number;
  samples: number;
  peaks: number;
  excess: number;
}

export interface SpreadState {
  learned: Learned;
  /** Of the last hours: believed once it is clear that they led to no incident. */
  pending: Learned;
}

/** How much the count of one window varies where nothing happens: its spread, and how far its surprises reach. */
export class Spread {
  readonly minutes: number;
  readonly #first: number;
  #learned: Learned;
  #pending: Learned;

  constructor(minutes: number, state?: SpreadState) {
    this.minutes = minutes;
    this.#first = FIRST_SPREAD[minutes]!;
    this.#learned = { ...(state?.learned ?? NOTHING) };
    this.#pending = { ...(state?.pending ?? NOTHING) };
  }

  state(): SpreadState {
    return { learned: { ...this.#learned }, pending: { ...this.#pending } };
  }

  /** The window is learned from once in so many minutes. */
  get every(): number {
    return Math.max(2, Math.floor(this.minutes / 4));
  }

  /** Relative variance beside chance. */
  get value(): number {
    const first = 1 / (2 * this.#first * this.#first);
    const { weight, sum } = this.#learned;
    return Math.max(LEAST_SPREAD, (sum + first * this.#first) / (weight + first));
  }

  /**
   * The surprise that is gone beyond `target` times a day: peaks over threshold with an exponential tail (Siffer and others, Anomaly
   * detection in streams with extreme value theory, 2017), never lighter than that of chance alone.
   */
  threshold(target: number): number {
    const { samples, peaks, excess } = this.#learned;
    const share = (peaks + TAIL_SHARE * FIRST_SAMPLES) / (samples + FIRST_SAMPLES);
    const mean = Math.max(TAIL_MEAN, (excess + TAIL_MEAN * FIRST_PEAKS) / (peaks + FIRST_PEAKS));
    const beyond = TAIL_FROM + mean * Math.log((share * 1440) / this.every / target);
    return Math.min(MOST_THRESHOLD, Math.max(LEAST_THRESHOLD, beyond));
  }

  /** Learns from a window: its posts, what was expected, the doubt in that (relative variance), and its surprise. */
  learn(posts: number, mean: number, doubt: number, surprise: number): void {
    const pending = this.#pending;
    const most = 3 * Math.sqrt(mean + (this.value + doubt) * mean * mean);
    const deviation = Math.min(Math.abs(posts - mean), most);
    const noise = this.value + doubt + 1 / mean;
    const weight = 1 / (2 * noise * noise + 1 / (mean * mean * mean));
    pending.weight += weight;
    pending.sum += weight * ((deviation * deviation - mean) / (mean * mean) - doubt);
    pending.samples++;
    if (surprise > TAIL_FROM) this.#peak(pending, surprise);
  }

  /** Learns from a surprise that turned out to be nothing. */
  learnFalse(surprise: number): void {
    this.#peak(this.#learned, surprise);
  }

  /** Believes what was learned in the last `minutes`, which led to no incident. */
  settle(minutes: number): void {
    const kept = 0.5 ** (minutes / HALF_LIFE);
    const pending = this.#pending;
    const learned = this.#learned;
    this.#learned = {
      weight: learned.weight * kept + pending.weight,
      sum: learned.sum * kept + pending.sum,
      samples: learned.samples * kept + pending.samples,
      peaks: learned.peaks * kept + pending.peaks,
      excess: learned.excess * kept + pending.excess,
    };
    this.drop();
  }

  /** Does not believe what was learned last. */
  drop(): void {
    this.#pending = { ...NOTHING };
  }

  /** Believes only a part of what was learned: it was learned with a poorer idea of what is usual. */
  fade(share: number): void {
    for (const key of Object.keys(this.#learned) as (keyof Learned)[]) this.#learned[key] *= share;
  }

  #peak(where: Learned, surprise: number): void {
    where.peaks++;
    where.excess += Math.min(surprise, MOST_THRESHOLD) - TAIL_FROM;
  }
}

const LEAST_SPREAD = 0.0004;
const NOTHING: Learned = { weight: 0, sum: 0, samples: 0, peaks: 0, excess: 0 };
