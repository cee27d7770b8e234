/** Minutes after which a minute counts half, for each of the memories. */
const HALF_LIVES = [60, 300, 1440, 7200] as const;
const KEPT = HALF_LIVES.map((minutes) => 0.5 ** (1 / minutes));
/** Every so many minutes the memories are asked how well they foresaw. */
export const JUDGED_EVERY = 15;
/** How many judgements old the forecast is that is judged: the level before a gap of half an hour. */
const FORESIGHT = 3;
/** A judgement counts half after a day. */
const JUDGEMENT_KEPT = 0.5 ** (JUDGED_EVERY / 1440);
/** The longest memory begins with half a post in so many minutes. */
const FIRST_EXPOSURE = 1;

export interface LevelsState {
  posts: number[];
  exposure: number[];
  loss: number[];
  /** Levels at the last judgements, oldest first. */
  past: number[][];
}

/**
 * How many posts a minute there are when the season is taken out: several memories of different length, mixed by how well each foresaw the
 * last days. A steady topic is remembered long, so that a slow rise stands out; one that wanders is followed.
 */
export class Levels {
  readonly #state: LevelsState;

  constructor(state?: LevelsState) {
    this.#state = state
      ? structuredClone(state)
      : {
          posts: HALF_LIVES.map(() => 0),
          exposure: HALF_LIVES.map(() => 0),
          loss: HALF_LIVES.map((_, index) => index * 0.5),
          past: [],
        };
  }

  state(): LevelsState {
    return structuredClone(this.#state);
  }

  /** Takes a minute in: posts, and the season's factor. */
  add(posts: number, factor: number): void {
    const { posts: sums, exposure } = this.#state;
    for (let i = 0; i < KEPT.length; i++) {
      sums[i] = sums[i]! * KEPT[i]! + posts;
      exposure[i] = exposure[i]! * KEPT[i]! + factor;
    }
  }

  /** Takes in what the last 15 minutes brought (posts, sum of factors, their spread) and judges the memories by it. */
  judge(posts: number, exposure: number, spread: number): void {
    const { loss, past } = this.#state;
    const then = past[past.length - FORESIGHT];
    if (then && exposure > 0) {
      for (let i = 0; i < loss.length; i++)
        loss[i] = loss[i]! * JUDGEMENT_KEPT + lossOf(posts, then[i]! * exposure, spread);
      const least = Math.min(...loss);
      for (let i = 0; i < loss.length; i++) loss[i]! -= least;
    }
    past.push(this.#each());
    if (past.length > FORESIGHT) past.shift();
  }

  /** Learns again from whole hours, whose factors are known better now. */
  relearn(hours: readonly { posts: number; factor: number }[]): void {
    const { posts: sums, exposure } = this.#state;
    for (let i = 0; i < KEPT.length; i++) {
      sums[i] = 0;
      exposure[i] = 0;
      for (const { posts, factor } of hours) {
        const kept = KEPT[i]! ** 60;
        const share = (1 - kept) / (1 - KEPT[i]!) / 60;
        sums[i] = sums[i]! * kept + posts * share;
        exposure[i] = exposure[i]! * kept + factor * 60 * share;
      }
    }
  }

  /** Forgets a part of what the memories were judged by. */
  reconsider(share: number): void {
    const { loss } = this.#state;
    for (let i = 0; i < loss.length; i++) loss[i]! *= share;
  }

  /** Posts a minute at factor 1. */
  level(): number {
    const each = this.#each();
    const { loss } = this.#state;
    let sum = 0;
    let weights = 0;
    for (let i = 0; i < each.length; i++) {
      const weight = Math.exp(-loss[i]!);
      sum += weight * each[i]!;
      weights += weight;
    }
    return sum / weights;
  }

  /** Relative variance of the level that comes from having seen few posts. */
  doubt(): number {
    const { posts, loss } = this.#state;
    let sum = 0;
    let weights = 0;
    for (let i = 0; i < posts.length; i++) {
      const weight = Math.exp(-loss[i]!);
      sum += weight / (posts[i]! + 1);
      weights += weight;
    }
    return sum / weights;
  }

  /** Minutes of memory there are. */
  known(): number {
    return this.#state.exposure.at(-1)!;
  }

  /** Corrects all memories by a factor: what they learned last was an incident. */
  scale(factor: number): void {
    const { posts } = this.#state;
    for (let i = 0; i < posts.length; i++) posts[i]! *= factor;
  }

  /** Believes a new level: a step that has come to stay. */
  reset(level: number): void {
    const { posts, exposure, loss, past } = this.#state;
    for (let i = 0; i < posts.length; i++) {
      exposure[i] = Math.min(exposure[i]!, 2 * HALF_LIVES[0]);
      posts[i] = level * exposure[i]!;
      loss[i] = 0;
    }
    past.length = 0;
  }

  #each(): number[] {
    const { posts, exposure } = this.#state;
    const each: number[] = [];
    let longer = (posts.at(-1)! + 0.5) / (exposure.at(-1)! + FIRST_EXPOSURE);
    for (let i = posts.length - 1; i >= 0; i--) {
      // Each memory begins as one post of the longer one.
      longer = (posts[i]! + 1) / (exposure[i]! + 1 / longer);
      each[i] = longer;
    }
    return each;
  }
}

/** How badly `mean` foresaw `posts`, in nats of a count with that spread. */
function lossOf(posts: number, mean: number, spread: number): number {
  const deviance = mean - posts + (posts > 0 ? posts * Math.log(posts / mean) : 0);
  return deviance / (1 + spread * mean);
}
