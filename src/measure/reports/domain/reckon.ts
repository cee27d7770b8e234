import type { Zone } from '#lib/zone/index.ts';
import { addKept, blocksOf, type Counted, keepCounted, mapGroups, newCounted, tallyIn } from './blocks.ts';
import { ANSWERED, type Figures, NEEDS, RATED, SATISFIED, SOLVED, type Tally } from './figures.ts';
import type { Group } from './groups.ts';
import { DAY_MS, type DayTable, NO_STEP, NO_WORD } from './pack.ts';

export interface Filter {
  /** Empty: all. Of teams '' is none. */
  networks: readonly string[];
  teams: readonly string[];
  languages: readonly string[];
}

export interface Asked extends Filter {
  /** Milliseconds since 1970; `to` is not in it. */
  from: number;
  to: number;
  zone: Zone;
}

export interface Period {
  total: Figures;
  by: Record<Group, ReadonlyMap<string, Figures>>;
  /** By the day of the calendar on the wall, such as 2026-11-22. */
  byDay: ReadonlyMap<string, number>;
  /** 168 hours of the week by the clock on the wall, from Monday 0:00. */
  hours: readonly number[];
}

/** Counts the contacts of a period. `days` may hold more than it. */
export function reckon(days: readonly DayTable[], asked: Asked): Period {
  const steps = reckoning(days, asked);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same with a rest after each day. Blocks of days that the period has whole are counted once and then only added, as long as none of their days changes. */
export function* reckoning(days: readonly DayTable[], asked: Asked): Generator<void, Period> {
  const all = newCounted();
  const clock = new Clock(asked.zone);
  const filter = JSON.stringify([asked.networks, asked.teams, asked.languages]);
  for (const block of blocksOf(days, asked)) {
    const isKnown = block.isWhole && addKept(all, block.days, filter);
    const own = block.isWhole && !isKnown ? newCounted() : all;
    for (const day of block.days) {
      const fits = fitting(day, asked);
      if (fits.length === 0) continue;
      if (!isKnown) countDay(day, fits, own);
      clock.count(day, fits);
      yield;
    }
    if (own === all) continue;
    keepCounted(block.days, filter, own);
    addKept(all, block.days, filter);
  }
  return {
    total: all.total.figures(),
    by: mapGroups((group) => new Map([...all.by[group]].map(([key, tally]) => [key, tally.figures()]))),
    byDay: new Map([...clock.byDay].map(([number, count]) => [dayText(number), count])),
    hours: clock.hours,
  };
}

/** A million contacts go through here while somebody waits: one thing after the other, as its few tallies stay near the processor. */
function countDay(day: DayTable, fits: Uint32Array, { total, by }: Counted): void {
  const { about, aboutEnd, answered, solved } = day;
  const whats = new Uint8Array(fits.length);
  for (let n = 0; n < fits.length; n++) {
    const index = fits[n]!;
    total.add((whats[n] = whatOf(day, index)), answered[index]!, solved[index]!);
  }
  for (const group of WORDS) countBy(day, fits, whats, day[group], by[group]);
  const tallies = new Tallies(day.words, by.about);
  for (let n = 0; n < fits.length; n++) {
    const index = fits[n]!;
    for (let at = index === 0 ? 0 : aboutEnd[index - 1]!; at < aboutEnd[index]!; at++)
      tallies.of(about[at]!)?.add(whats[n]!, answered[index]!, solved[index]!);
  }
}

/** Groups of which a contact has one word. */
const WORDS = ['network', 'kind', 'team', 'language'] as const;

function countBy(
  { words, answered, solved }: DayTable,
  fits: Uint32Array,
  whats: Uint8Array,
  column: Uint16Array,
  all: Map<string, Tally>,
): void {
  const tallies = new Tallies(words, all);
  for (let n = 0; n < fits.length; n++) {
    const index = fits[n]!;
    tallies.of(column[index]!)?.add(whats[n]!, answered[index]!, solved[index]!);
  }
}

/** Counts by the clock on the wall. */
class Clock {
  readonly byDay = new Map<number, number>();
  readonly hours = Array.from({ length: 168 }, () => 0);
  readonly #zone: Zone;

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  count({ start, openedAt }: DayTable, fits: Uint32Array): void {
    const [first, last] = [this.#zone.offsetAt(start), this.#zone.offsetAt(start + DAY_MS - 1)];
    if (first !== last) {
      for (const index of fits) {
        const time = start + openedAt[index]!;
        this.#add(Math.floor((time + this.#zone.offsetAt(time)) / HOUR_MS), 1);
      }
      return;
    }
    const wall = start + first;
    const counts = new Uint32Array(25);
    const begun = Math.floor(wall / HOUR_MS);
    const past = wall - begun * HOUR_MS;
    for (let n = 0; n < fits.length; n++) counts[Math.floor((past + openedAt[fits[n]!]!) / HOUR_MS)]!++;
    for (const [hour, count] of counts.entries()) if (count > 0) this.#add(begun + hour, count);
  }

  /** `hour`: hours on the wall since 1970. */
  #add(hour: number, count: number): void {
    const day = Math.floor(hour / 24);
    this.byDay.set(day, (this.byDay.get(day) ?? 0) + count);
    // The first of January 1970 was a Thursday.
    this.hours[((day + 3) % 7) * 24 + (hour - day * 24)]! += count;
  }
}

const HOUR_MS = 3_600_000;
const dayText = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Numbers of the contacts of a day that are asked for. */
export function fitting(
  { start, words, openedAt, network, team, language }: DayTable,
  asked: Asked,
): Uint32Array {
  const [from, to] = [asked.from - start, asked.to - start];
  if (to <= 0 || from >= DAY_MS) return new Uint32Array(0);
  const isWanted = isUnfiltered(asked) ? undefined : wantedOf(words, asked);
  const found = new Uint32Array(openedAt.length);
  let count = 0;
  for (let index = 0; index < openedAt.length; index++) {
    const at = openedAt[index]!;
    if (at < from) continue;
    if (at >= to) break;
    if (!isWanted || isWanted(network[index]!, team[index]!, language[index]!)) found[count++] = index;
  }
  return found.subarray(0, count);
}

export const isUnfiltered = ({ networks, teams, languages }: Filter) =>
  networks.length + teams.length + languages.length === 0;

/** Whether a filter lets words of a day through. */
export function wantedOf(
  words: readonly string[],
  { networks, teams, languages }: Filter,
): (network: number, team: number, language: number) => boolean {
  const numbersOf = (wanted: readonly string[]) =>
    wanted.length === 0 ? undefined : new Set(wanted.map((word) => words.indexOf(word)));
  const [network, team, language] = [numbersOf(networks), numbersOf(teams), numbersOf(languages)];
  return (ofNetwork, ofTeam, ofLanguage) =>
    (network?.has(ofNetwork) ?? true) && (team?.has(ofTeam) ?? true) && (language?.has(ofLanguage) ?? true);
}

/** The sum of what holds of a contact. */
export function whatOf(day: DayTable, index: number): number {
  const traits = day.traits[index]!;
  const rating = traits >> 3;
  return (
    (traits & 1 ? NEEDS : 0) |
    (day.answered[index] === NO_STEP ? 0 : ANSWERED) |
    (day.solved[index] === NO_STEP ? 0 : SOLVED) |
    (rating > 0 ? RATED : 0) |
    (rating >= 4 ? SATISFIED : 0)
  );
}

/** The tallies of the words of a day, each looked up once a day. */
class Tallies {
  readonly #known: (Tally | undefined)[];
  readonly #words: readonly string[];
  readonly #all: Map<string, Tally>;

  constructor(words: readonly string[], all: Map<string, Tally>) {
    this.#known = Array.from(words, () => undefined);
    this.#words = words;
    this.#all = all;
  }

  /** Undefined for no word. */
  of(word: number): Tally | undefined {
    if (word === NO_WORD) return undefined;
    return (this.#known[word] ??= tallyIn(this.#all, this.#words[word]!));
  }
}
