import { learnLevel, levelAhead, medianOf } from './level.ts';
import { BLOCK, BLOCKS, excess, learnMomentum, type Momentum } from './momentum.ts';
import { learnSeason, type Season, sum } from './season.ts';
import type { Expected, History, Place } from './types.ts';

/** Weeks that are learned from; older ones say little. */
const MOST_WEEKS = 26;
const WEEK = 336;
const DAY = 48;
/** A holiday is taken for this share of a usual day until some were seen. */
const HOLIDAY_PRIOR = 0.7;
/** Four of five outcomes lie within so many standard deviations. */
const BAND = 1.2816;
/** Turns in which incidents are taken out: each sees better what is usual. */
const CAPS = 3;

/** Learned from a history; foretells what follows it. */
export interface Model {
  expect(places: readonly Place[]): Expected[];
}

/**
 * Week × level with damped trend × holiday × what goes on now (contacts and mentions of the last three hours). Half hours of incidents are capped
 * before the week is learned, so that one bad Tuesday makes no bad Tuesdays.
 */
export function learn(given: History): Model {
  const history = latest(given);
  const isHoliday = ({ isHoliday }: Place) => isHoliday;
  const capped = withoutIncidents(history, isHoliday);
  const { season, usual } = shape({ ...history, counts: capped }, isHoliday);
  const level = learnLevel(capped, history.places, season, isHoliday);
  const holiday = holidayFactor(history, usual);
  const { counts, mentions } = history;
  const heard = mentions && { ...history, counts: mentions };
  const usualMentions =
    heard && shape({ ...heard, counts: withoutIncidents(heard, isHoliday) }, isHoliday).usual;
  const momentum = learnMomentum(counts, usual, mentions, usualMentions);
  const now = {
    contacts: excess(counts, usual, counts.length - BLOCK),
    mentions: mentions && usualMentions ? excess(mentions, usualMentions, counts.length - BLOCK) : 0,
  };
  const noise = noiseOf(capped, usual);
  return {
    expect: (places) =>
      places.map((place, ahead) => {
        const days = (ahead + 1) / DAY;
        const base = levelAhead(level, days) * season[place.slot]! * (place.isHoliday ? holiday : 1);
        const mean = base * pushOf(momentum, now, ahead);
        const spread = BAND * Math.sqrt(mean * noise + (0.01 + 0.01 * days) * mean * mean);
        return { mean, low: Math.max(0, mean - spread), high: mean + spread + 0.5 };
      }),
  };
}

interface Shape {
  season: Season;
  /** What was usual at each half hour of the history, by a level that follows slowly. */
  usual: Float64Array;
}

function shape({ counts, places }: History, isOut: (place: Place) => boolean): Shape {
  const season = learnSeason(counts, places, isOut);
  const usual = new Float64Array(counts.length);
  let rate = sum(counts) / Math.max(1, counts.length);
  for (let i = 0; i < counts.length; i++) {
    usual[i] = Math.max(1e-6, rate * season[places[i]!.slot]!);
    if (!isOut(places[i]!))
      rate += (Math.min(counts[i]!, 4 * usual[i]! + 3) / season[places[i]!.slot]! - rate) / WEEK;
  }
  return { season, usual };
}

/** Counts without the part of them that no usual day brings; what is usual is learned from what the turn before left. */
function withoutIncidents(history: History, isOut: (place: Place) => boolean): ArrayLike<number> {
  let { counts } = history;
  for (let turn = 0; turn < CAPS; turn++) {
    const { usual } = shape({ ...history, counts }, isOut);
    counts = Float64Array.from(counts, (count, i) =>
      Math.min(count, usual[i]! + 3.5 * Math.sqrt(usual[i]! + 1) + 1),
    );
  }
  return counts;
}

function holidayFactor({ counts, places }: History, usual: ArrayLike<number>): number {
  const days = new Map<number, { count: number; usual: number }>();
  for (let i = 0; i < counts.length; i++) {
    if (!places[i]!.isHoliday) continue;
    const day = days.get(places[i]!.day) ?? { count: 0, usual: 0 };
    day.count += counts[i]!;
    day.usual += usual[i]!;
    days.set(places[i]!.day, day);
  }
  const ratios = [...days.values()].map((day) => day.count / Math.max(1e-6, day.usual));
  const seen = medianOf(ratios);
  return Math.min(2, (ratios.length * seen + HOLIDAY_PRIOR) / (ratios.length + 1));
}

/** Variance by mean, half hour by half hour: 1 where contacts come at random, more where they come together. */
function noiseOf(counts: ArrayLike<number>, usual: ArrayLike<number>): number {
  let [squares, means] = [1, 1];
  for (let i = Math.max(0, counts.length - 8 * WEEK); i < counts.length; i++) {
    squares += (counts[i]! - usual[i]!) ** 2;
    means += usual[i]!;
  }
  return Math.max(1, Math.min(8, squares / means));
}

function pushOf(momentum: Momentum, now: { contacts: number; mentions: number }, ahead: number): number {
  const block = Math.floor(ahead / BLOCK);
  if (block >= BLOCKS) return 1;
  const [contacts, mentions] = momentum[block]!;
  return Math.exp(contacts * now.contacts + mentions * now.mentions);
}

function latest({ counts, places, mentions }: History): History {
  const from = Math.max(0, counts.length - MOST_WEEKS * WEEK);
  const cut = (values: ArrayLike<number>) => Float64Array.from(values).subarray(from);
  return { counts: cut(counts), places: places.slice(from), mentions: mentions && cut(mentions) };
}
