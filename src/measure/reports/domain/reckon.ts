import type { Zone } from '#lib/zone/index.ts';
import { ANSWERED, type Figures, NEEDS, RATED, SATISFIED, SOLVED, Tally } from './figures.ts';
import { type Group, GROUPS } from './groups.ts';
import { DAY_MS, type DayTable, NO_TIME, NO_WORD } from './pack.ts';
import { stepOf } from './spread.ts';

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

/** What is said of a contact; `-1` for a time that is not. */
export interface Counted {
  what: number;
  answerStep: number;
  solveStep: number;
}

/** Counts the contacts of a period. `days` may hold more than it. */
export function reckon(days: readonly DayTable[], asked: Asked): Period {
  const total = new Tally();
  const by = Object.fromEntries(GROUPS.map((group) => [group, new Map<string, Tally>()])) as Record<
    Group,
    Map<string, Tally>
  >;
  const byDay = new Map<number, number>();
  const hours = Array.from({ length: 168 }, () => 0);
  for (const day of days) {
    const tallyOf = Object.fromEntries(GROUPS.map((group) => [group, talliesOf(day, by[group])])) as Record<
      Group,
      (word: number) => Tally | undefined
    >;
    for (const index of fitting(day, asked)) {
      const { what, answerStep, solveStep } = countedOf(day, index);
      total.add(what, answerStep, solveStep);
      for (const group of ONE_WORD) tallyOf[group](day[group][index]!)?.add(what, answerStep, solveStep);
      for (let at = index === 0 ? 0 : day.aboutEnd[index - 1]!; at < day.aboutEnd[index]!; at++)
        tallyOf.about(day.about[at]!)?.add(what, answerStep, solveStep);
      const time = day.start + day.openedAt[index]!;
      const wall = time + asked.zone.offsetAt(time);
      const dayNumber = Math.floor(wall / DAY_MS);
      byDay.set(dayNumber, (byDay.get(dayNumber) ?? 0) + 1);
      // The first of January 1970 was a Thursday.
      hours[((dayNumber + 3) % 7) * 24 + Math.floor((wall - dayNumber * DAY_MS) / 3_600_000)]!++;
    }
  }
  return {
    total: total.figures(),
    by: Object.fromEntries(
      GROUPS.map((group) => [group, new Map([...by[group]].map(([key, tally]) => [key, tally.figures()]))]),
    ) as unknown as Period['by'],
    byDay: new Map([...byDay].map(([number, count]) => [dayText(number), count])),
    hours,
  };
}

const ONE_WORD = ['network', 'kind', 'team', 'language'] as const;

const dayText = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10);

/** Numbers of the contacts of a day that are asked for. */
export function* fitting(day: DayTable, asked: Asked): Generator<number> {
  const [from, to] = [asked.from - day.start, asked.to - day.start];
  if (to <= 0 || from >= DAY_MS) return;
  const isWanted = wantedOf(day.words, asked);
  for (let index = 0; index < day.openedAt.length; index++) {
    const at = day.openedAt[index]!;
    if (at < from) continue;
    if (at >= to) return;
    if (isWanted(day.network[index]!, day.team[index]!, day.language[index]!)) yield index;
  }
}

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

export function countedOf(day: DayTable, index: number): Counted {
  const [traits, answered, solved] = [day.traits[index]!, day.answered[index]!, day.solved[index]!];
  const rating = traits >> 3;
  return {
    what:
      (traits & 1 ? NEEDS : 0) |
      (answered === NO_TIME ? 0 : ANSWERED) |
      (solved === NO_TIME ? 0 : SOLVED) |
      (rating > 0 ? RATED : 0) |
      (rating >= 4 ? SATISFIED : 0),
    answerStep: answered === NO_TIME ? -1 : stepOf(answered),
    solveStep: solved === NO_TIME ? -1 : stepOf(solved),
  };
}

/** The tally of a word of a day, looked up once a day. */
function talliesOf(day: DayTable, all: Map<string, Tally>): (word: number) => Tally | undefined {
  const known: (Tally | undefined)[] = [];
  return (word) => {
    if (word === NO_WORD) return undefined;
    known[word] ??= tallyIn(all, day.words[word]!);
    return known[word];
  };
}

export function tallyIn(all: Map<string, Tally>, key: string): Tally {
  let tally = all.get(key);
  if (!tally) all.set(key, (tally = new Tally()));
  return tally;
}
