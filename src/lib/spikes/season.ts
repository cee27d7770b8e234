/** Hours that are kept: five weeks. */
const HOURS_KEPT = 24 * 7 * 5;
const DAY = 24;
const WEEK = 168;
/** Prior strength: how far an hour of the day (relative variance 1/2) and one of the week (1/12) may differ before anything is known. */
const DAY_PRIOR = 2;
const WEEK_PRIOR = 12;
/** Relative variance of one hour's total beside chance: no hour, however busy, teaches more than 1/0.03 posts would. */
const HOUR_SPREAD = 0.03;
/** Hours after which an hour counts half. */
const HALF_LIFE = 24 * 21;
/** What may be different on the first Saturday, Sunday and Monday, at most; less where days are flat. */
const NEW_DAY_DOUBT = 0.03;
/** How much a topic may change in an hour before anything of it is known, and how many hours that belief is worth. */
const FIRST_DRIFT = 0.3;
const FIRST_DRIFT_HOURS = 4;
/** The newest hours teach nothing yet, once two days are known: an incident may be growing in them. */
const HOURS_TO_TRUST = 6;
/** Most variance of a step that is put down to a poorly known season. */
const MOST_STEP = 0.05;
const UNKNOWN = -1;
/** Hours of incidents are kept as this minus their total. */
const EXCLUDED = -2;

export interface SeasonState {
  /** The hour that was closed last, in hours since 1970; -1 before any. */
  last: number;
  /** Posts of the hours, newest last; -1 where unknown, -2 minus the posts where part of an incident. */
  totals: number[];
}

/**
 * The usual shape of a week, learned from hourly totals: a factor for each hour of the day times one for each hour of the week, both drawn
 * towards 1 as long as little is known (gamma-Poisson shrinkage).
 */
export class Season {
  readonly #ring = new Float32Array(HOURS_KEPT).fill(UNKNOWN);
  readonly #day = new Float64Array(DAY).fill(1);
  readonly #week = new Float64Array(WEEK).fill(1);
  /** How often each hour of the day, and of the week, was seen. */
  readonly #seenDay = new Float64Array(DAY);
  readonly #seenWeek = new Float64Array(WEEK);
  #last = -1;
  #days = 0;
  /** The newest hour that is learned from, and how many hours of a day must be known. */
  #newest = -1;
  #needed = DAY;
  /** Variance of the logarithm over the hours of the day. */
  #swing = 0;
  readonly #hourOfWeek: (hour: number) => number;

  constructor(hourOfWeek: (hour: number) => number, state?: SeasonState) {
    this.#hourOfWeek = hourOfWeek;
    if (!state || state.last < 0) return;
    this.#last = state.last;
    const first = state.last - state.totals.length + 1;
    for (const [index, total] of state.totals.entries()) this.#ring[(first + index) % HOURS_KEPT] = total;
    this.#fit();
  }

  state(): SeasonState {
    if (this.#last < 0) return { last: -1, totals: [] };
    const totals: number[] = [];
    for (let hour = this.#last - HOURS_KEPT + 1; hour <= this.#last; hour++)
      totals.push(Number(this.#at(hour).toPrecision(9)));
    return { last: this.#last, totals: totals.slice(totals.findIndex((total) => total !== UNKNOWN)) };
  }

  /** Takes in the total of an hour; undefined where it is unknown. Hours that were passed over become unknown. */
  close(hour: number, total: number | undefined, isIncident = false): void {
    const from = this.#last < 0 ? hour : Math.max(this.#last + 1, hour - HOURS_KEPT + 1);
    for (let passed = from; passed < hour; passed++) this.#ring[passed % HOURS_KEPT] = UNKNOWN;
    this.#ring[hour % HOURS_KEPT] = total ?? UNKNOWN;
    this.#last = hour;
    if (isIncident) this.exclude(hour);
    this.#fit();
  }

  /** Learns nothing from the hours from `hour` on: they belong to an incident. */
  exclude(hour: number): void {
    for (let known = Math.max(hour, this.#last - HOURS_KEPT + 1); known <= this.#last; known++) {
      const total = this.#ring[known % HOURS_KEPT]!;
      if (total >= 0) this.#ring[known % HOURS_KEPT] = EXCLUDED - total;
    }
  }

  /** Learns from the hours from `hour` on after all: the incident was what is usual. */
  include(hour: number): void {
    for (let known = Math.max(hour, this.#last - HOURS_KEPT + 1); known <= this.#last; known++) {
      const total = this.#ring[known % HOURS_KEPT]!;
      if (total <= EXCLUDED) this.#ring[known % HOURS_KEPT] = EXCLUDED - total;
    }
    this.#fit();
  }

  /** Adds posts that came late to an hour that is closed already. */
  addLate(hour: number, count: number): void {
    if (hour > this.#last || hour <= this.#last - HOURS_KEPT) return;
    const total = this.#ring[hour % HOURS_KEPT]!;
    if (total !== UNKNOWN) this.#ring[hour % HOURS_KEPT] = total + (total >= 0 ? count : -count);
  }

  /** Days of which at least two thirds are known. */
  get days(): number {
    return this.#days;
  }

  /** Factor of a whole hour; 1 on average. */
  factor(hour: number): number {
    const week = this.#hourOfWeek(hour);
    return this.#day[week % DAY]! * this.#week[week]!;
  }

  /** Variance of the logarithm that is left unknown in the step from one hour to the next. */
  doubt(hour: number): number {
    const week = this.#hourOfWeek(hour);
    const seen = this.#seenDay[week % DAY]!;
    if (seen === 0) return 0;
    const step = Math.abs(Math.log(this.factor(hour + 1) / this.factor(hour - 1))) / 2;
    const isNewDay = this.#seenWeek[week] === 0 && (week < DAY || week >= 5 * DAY);
    const swings = Math.min(1, this.#swing * 6);
    return (
      Math.min(MOST_STEP, (step / seen) ** 2) + swings * (HOUR_SPREAD / seen + (isNewDay ? NEW_DAY_DOUBT : 0))
    );
  }

  /**
   * How much the topic may change in an hour (standard deviation of the logarithm) at an hour of the day that was never seen: 0.3 at first,
   * then what the hours so far show beside chance. 0 where the hour is known.
   */
  drift(hour: number): number {
    if (this.#seenDay[this.#hourOfWeek(hour) % DAY]! > 0) return 0;
    let sum = FIRST_DRIFT * FIRST_DRIFT * FIRST_DRIFT_HOURS;
    let steps = FIRST_DRIFT_HOURS;
    for (let past = this.#last - DAY; past < this.#last; past++) {
      const before = this.#at(past);
      const after = this.#at(past + 1);
      if (before < 0 || after < 0) continue;
      const step = Math.log((after + 1) / (before + 1));
      sum += Math.max(0, step * step - 1 / (before + 1) - 1 / (after + 1));
      steps++;
    }
    return Math.sqrt(sum / steps);
  }

  /** The last hours that are known and part of no incident, oldest first, with their factors. */
  recent(hours: number): { posts: number; factor: number }[] {
    const recent: { posts: number; factor: number }[] = [];
    for (let hour = this.#last - hours + 1; hour <= this.#last; hour++)
      if (this.#at(hour) >= 0) recent.push({ posts: this.#at(hour), factor: this.factor(hour) });
    return recent;
  }

  #at(hour: number): number {
    return hour > this.#last - HOURS_KEPT && hour >= 0 ? this.#ring[hour % HOURS_KEPT]! : UNKNOWN;
  }

  #fit(): void {
    this.#day.fill(1);
    this.#week.fill(1);
    const isYoung = this.#at(this.#last - 2 * DAY) === UNKNOWN;
    this.#newest = this.#last - (isYoung ? 0 : HOURS_TO_TRUST);
    this.#needed = isYoung ? DAY : DAY * 0.7;
    for (let round = 0; round < 3; round++) {
      this.#fitTable(this.#levels(0), this.#day, DAY_PRIOR, round);
      center(this.#day);
      if (round > 0) this.#fitTable(this.#levels(3), this.#week, WEEK_PRIOR, round);
    }
    this.#swing = this.#day.reduce((sum, factor) => sum + Math.log(factor) ** 2, 0) / DAY;
  }

  /** The level of each block of 24 hours and its neighbours on either side, newest first; 0 where too little of the block is known. */
  #levels(neighbours: number): number[] {
    const posts: number[] = [];
    const exposure: number[] = [];
    for (let newest = this.#newest; newest > this.#last - HOURS_KEPT; newest -= DAY) {
      let known = 0;
      let sum = 0;
      let factors = 0;
      for (let hour = newest - DAY + 1; hour <= newest; hour++) {
        const total = this.#at(hour);
        if (total < 0) continue;
        sum += total;
        factors += this.factor(hour);
        known++;
      }
      const isKnown = known >= this.#needed;
      posts.push(isKnown ? sum + 0.2 : 0);
      exposure.push(isKnown ? factors : 0);
    }
    this.#days = exposure.filter((one) => one > 0).length;
    return exposure.map((own, block) => {
      if (own === 0) return 0;
      const from = Math.max(0, block - neighbours);
      const near = (list: readonly number[]) =>
        list.slice(from, block + neighbours + 1).reduce((sum, one) => sum + one, 0);
      return near(posts) / near(exposure);
    });
  }

  #fitTable(levels: readonly number[], table: Float64Array, prior: number, round: number): void {
    const posts = new Float64Array(table.length).fill(prior);
    const expected = new Float64Array(table.length).fill(prior);
    const seenOf = table === this.#day ? this.#seenDay : this.#seenWeek;
    seenOf.fill(0);
    for (let age = 0; age < HOURS_KEPT - HOURS_TO_TRUST; age++) {
      const hour = this.#newest - age;
      const total = this.#at(hour);
      const level = levels[Math.floor(age / DAY)]!;
      if (total < 0 || level === 0) continue;
      const week = this.#hourOfWeek(hour);
      const bin = week % table.length;
      const fit = level * this.factor(hour);
      const seen = round === 0 ? Math.min(total, 4 * fit + 4) : winsorised(total, fit);
      const weight = 0.5 ** (age / HALF_LIFE) / (1 + HOUR_SPREAD * fit);
      posts[bin]! += weight * seen;
      expected[bin]! += (weight * fit) / table[bin]!;
      seenOf[bin]!++;
    }
    for (let bin = 0; bin < table.length; bin++) table[bin] = posts[bin]! / expected[bin]!;
  }
}

function winsorised(total: number, fit: number): number {
  return Math.min(total, fit + 2 + 2.5 * Math.sqrt(fit + 2 * HOUR_SPREAD * fit * fit));
}

function center(table: Float64Array): void {
  let sum = 0;
  for (const value of table) sum += value;
  for (let bin = 0; bin < table.length; bin++) table[bin]! *= table.length / sum;
}
