import { JUDGED_EVERY, Levels, type LevelsState } from './levels.ts';
import { Minutes, type MinutesState, type WindowSum } from './minutes.ts';
import { Season, type SeasonState } from './season.ts';
import { Spread, type SpreadState } from './spread.ts';

const HOUR = 60;
/** How much of what was learned is still believed after the first days, when the season is known better. */
const LEARNED_KEPT = [0.05, 0.3, 0.5];
/** Hours after which what was learned of the spreads is believed, if no incident came. */
const HOURS_TO_SETTLE = 3;
/** Windows that are looked at, in minutes. */
export const WINDOWS = [8, 15, 30, 60, 120, 240, 480] as const;
/** How far above the old level one may go on after an incident. */
const MOST_REST = 1.3;
/** Minutes that are only learned from, at the very beginning. */
const NEEDED_BEFORE = 45;
/** Relative variance of one minute, above which its posts are not believed to say something about the level. */
const MINUTE_SPREAD = 0.1;

export interface BaselineState {
  minutes: MinutesState;
  season: SeasonState;
  levels: LevelsState;
  spreads: SpreadState[];
  hour: { posts: number; known: number; isTainted: boolean };
  quarter: { posts: number; exposure: number };
  from: number;
}

/** What one window holds against what was to be expected. */
export interface Seen extends WindowSum {
  window: number;
  mean: number;
  spread: Spread;
  /** Relative variance that comes from not knowing the level and the season well. */
  doubt: number;
}

/** What is usual for a topic at any minute, learned as the minutes go by. Minutes of incidents are looked at and not learned from. */
export class Baseline {
  readonly minutes: Minutes;
  readonly spreads: readonly Spread[];
  readonly #season: Season;
  readonly #levels: Levels;
  #hour = { posts: 0, known: 0, isTainted: false };
  #quarter = { posts: 0, exposure: 0 };
  #logFactors = [0, 0, 0];
  #factorsOf = -1;
  /** Windows begin after this minute: before, the level was not known, or an incident was going on. */
  #from = -1;

  constructor(hourOfWeek: (hour: number) => number, state?: BaselineState) {
    this.minutes = new Minutes(state?.minutes);
    this.#season = new Season(hourOfWeek, state?.season);
    this.#levels = new Levels(state?.levels);
    this.spreads = WINDOWS.map((window, index) => new Spread(window, state?.spreads[index]));
    if (!state) return;
    this.#hour = { ...state.hour };
    this.#quarter = { ...state.quarter };
    this.#from = state.from;
  }

  state(): BaselineState {
    return {
      minutes: this.minutes.state(),
      season: this.#season.state(),
      levels: this.#levels.state(),
      spreads: this.spreads.map((spread) => spread.state()),
      hour: { ...this.#hour },
      quarter: { ...this.#quarter },
      from: this.#from,
    };
  }

  /** Days of which the season knows. */
  get days(): number {
    return this.#season.days;
  }

  /** Takes the next minute in. `isFrozen`: an incident is going on, and the minute says nothing about what is usual. */
  push(minute: number, count: number | undefined, isFrozen: boolean): void {
    if (this.minutes.last >= 0 && Math.floor(minute / HOUR) !== Math.floor(this.minutes.last / HOUR))
      this.#closeHour(Math.floor(this.minutes.last / HOUR), Math.floor(minute / HOUR));
    const factor = this.#factor(minute);
    const level = this.#levels.level();
    if (this.minutes.last < 0) this.#from = minute + NEEDED_BEFORE - 1;
    this.minutes.push(minute, count, factor);
    if (isFrozen) this.#hour.isTainted = true;
    if (count !== undefined) {
      this.#hour.posts += count;
      this.#hour.known++;
      if (!isFrozen) this.#learnLevel(minute, count, factor, level);
    }
    this.minutes.setLevel(this.#levels.level());
  }

  /** Adds posts that came late; false where they are too late for anything but the season. */
  addLate(minute: number, count: number): boolean {
    const hour = Math.floor(minute / HOUR);
    if (hour === Math.floor(this.minutes.last / HOUR)) this.#hour.posts += count;
    else this.#season.addLate(hour, count);
    return this.minutes.addLate(minute, count);
  }

  /** The windows that can be judged. `frozen` is the level to compare with during an incident. */
  look(frozen?: number): Seen[] {
    const sums = this.minutes.sums(WINDOWS);
    const seen: Seen[] = [];
    const unsure = this.#levels.doubt() + this.#season.doubt(Math.floor(this.minutes.last / HOUR));
    const drift = this.#season.drift(Math.floor(this.minutes.last / HOUR));
    for (const [index, window] of WINDOWS.entries()) {
      const sum = sums[index]!;
      const level = frozen ?? this.minutes.levelAt(this.minutes.last - window);
      if (frozen === undefined && this.minutes.last - window < this.#from) continue;
      if (level === undefined || level <= 0 || sum.known < 0.6 * window || sum.exposure <= 0) continue;
      const doubt = unsure + (drift > 0 ? doubtOf(drift, window) : 0);
      seen.push({ window, ...sum, mean: level * sum.exposure, spread: this.spreads[index]!, doubt });
    }
    return seen;
  }

  /** Posts a minute that are usual at any minute, at a level or the present one, and what a quarter of an hour hardly ever exceeds. */
  usualAt(minute: number, level?: number): { mean: number; high: number } {
    return this.#band((level ?? this.#levels.level()) * this.#season.factor(Math.floor(minute / HOUR)));
  }

  /** Posts a minute that are usual now, and what a quarter of an hour hardly ever exceeds. */
  usual(frozen?: number): { mean: number; high: number } {
    if (this.minutes.last < 0) return { mean: 0, high: 0 };
    return this.#band((frozen ?? this.#levels.level()) * this.minutes.factorAt(this.minutes.last));
  }

  #band(mean: number): { mean: number; high: number } {
    const posts = mean * 15;
    const spread = this.spreads[1]!.value + this.#levels.doubt();
    return { mean, high: (posts + 4 * Math.sqrt(posts + spread * posts * posts)) / 15 };
  }

  /** Unlearns what was learned since `minute`: an incident began then. Answers the level that was believed before. */
  rewind(minute: number): number {
    this.#hour.isTainted = true;
    for (const spread of this.spreads) spread.drop();
    this.#season.exclude(Math.floor(minute / HOUR));
    const level = this.minutes.levelAt(minute - 1) ?? this.#levels.level();
    this.#levels.scale(level / this.#levels.level());
    return level;
  }

  /**
   * An incident is over: from now on minutes are learned from again, at a new level if one is given. `usualSince`: it was none, and what came
   * since then is learned from as well.
   */
  resume(level?: number, usualSince?: number): void {
    const [recent] = this.minutes.sums([HOUR]);
    if (recent!.known >= HOUR / 2) {
      // What is left of the incident is where the next one would begin.
      const rest = recent!.posts / recent!.exposure / this.#levels.level();
      this.#levels.scale(Math.min(MOST_REST, Math.max(1, rest)));
    }
    if (usualSince !== undefined) {
      this.#season.include(Math.floor(usualSince / HOUR));
      this.#hour.isTainted = false;
      this.#factorsOf = -1;
    }
    if (level !== undefined) this.#levels.reset(level);
    this.minutes.setLevel(this.#levels.level());
    this.#from = this.minutes.last;
  }

  /** Learns posts of minutes whose factors add up to `exposure`. */
  learn(posts: number, exposure: number): void {
    this.#levels.add(posts, exposure);
    this.minutes.setLevel(this.#levels.level());
  }

  #learnLevel(minute: number, count: number, factor: number, level: number): void {
    const mean = level * factor;
    const most = mean + 3 * Math.sqrt(mean + MINUTE_SPREAD * mean * mean) + 1;
    const believed = this.#levels.known() < 10 ? count : Math.min(count, most);
    this.#levels.add(believed, factor);
    this.#quarter.posts += believed;
    this.#quarter.exposure += factor;
    if (minute % JUDGED_EVERY !== JUDGED_EVERY - 1) return;
    const spread = this.spreads[1]!.value;
    this.#levels.judge(this.#quarter.posts, this.#quarter.exposure, spread);
    this.#quarter = { posts: 0, exposure: 0 };
  }

  #closeHour(hour: number, next: number): void {
    const { posts, known, isTainted } = this.#hour;
    const days = this.#season.days;
    this.#season.close(hour, known >= HOUR / 2 ? (posts * HOUR) / known : undefined, isTainted);
    for (let passed = Math.max(hour + 1, next - 48); passed < next; passed++)
      this.#season.close(passed, undefined);
    // What was learned while the season was hardly known is not worth much once it is.
    const kept = this.#season.days > days ? LEARNED_KEPT[days] : undefined;
    if (kept !== undefined) {
      for (const spread of this.spreads) spread.fade(kept);
      this.#levels.reconsider(kept);
      this.#levels.relearn(this.#season.recent(72));
    }
    if (!isTainted && next % HOURS_TO_SETTLE === 0)
      for (const spread of this.spreads) spread.settle(HOURS_TO_SETTLE * HOUR);
    this.#hour = { posts: 0, known: 0, isTainted: false };
    this.#factorsOf = -1;
  }

  /** The season's factor at a minute, drawn between the middles of the hours. */
  #factor(minute: number): number {
    const hour = Math.floor(minute / HOUR);
    if (this.#factorsOf !== hour) {
      this.#logFactors = [hour - 1, hour, hour + 1].map((one) => Math.log(this.#season.factor(one)));
      this.#factorsOf = hour;
    }
    const [before, here, after] = this.#logFactors as [number, number, number];
    const place = ((minute % HOUR) + 0.5) / HOUR - 0.5;
    return Math.exp(place < 0 ? here + (here - before) * place : here + (after - here) * place);
  }
}

/** Relative variance that an unknown season brings: `drift` an hour, and the level is three quarters of one old. */
function doubtOf(drift: number, window: number): number {
  return (drift * (0.75 + window / 120)) ** 2;
}
