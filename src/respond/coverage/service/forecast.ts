import type { App } from '#platform/app/index.ts';
import {
  type Backtest,
  backtestSteps,
  type Expected,
  type History,
  learn,
  type Place,
} from '#lib/forecast/index.ts';
import { holidaysBetween } from '#lib/holidays/index.ts';
import { dayNumber, wallClock } from '#lib/hours/index.ts';
import { readVolumes } from '#listen/trends/index.ts';
import { hoursOf } from '#people/calendars/index.ts';
import { expectedFactor, type Settings } from '../domain/settings.ts';
import type { HalfHour } from '../domain/shifts.ts';
import { firstSlot, selectContacts } from '../store/contacts.ts';
import { selectSettings } from '../store/plan.ts';
import { SLOT_MS, slotOf } from './contacts.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 26 * 7;
const BACKTEST_DAYS = 28;
/** A forecast is made anew after so long. */
const KEPT_MS = 300_000;

export interface Forecast {
  zone: string;
  /** Half hours from now on. */
  halves: HalfHour[];
  channels: { network: string; expected: Expected[]; backtest: Backtest | null; lastWeek: number[] }[];
  /** Days of contacts that are known. */
  knownDays: number;
}

/** The error of each channel, reckoned once a day: it takes a hundred times as long as the forecast. */
const errors = new WeakMap<App, Map<string, { day: string; error: Backtest | null }>>();
const kept = new WeakMap<App, { until: number; days: number; made: Promise<Forecast> }>();

/** Contacts by channel and half hour for the next days, with the error that such forecasts had. Made at most every five minutes. */
export function readForecast(app: App, days: number): Promise<Forecast> {
  const now = app.clock.now().getTime();
  const known = kept.get(app);
  if (known && known.until > now && known.days === days) return known.made;
  const made = makeForecast(app, days);
  kept.set(app, { until: now + KEPT_MS, days, made });
  made.catch(() => kept.delete(app));
  return made;
}

/** What was remembered counts no more: settings changed. */
export function forgetForecast(app: App): void {
  kept.delete(app);
  errors.delete(app);
}

async function makeForecast(app: App, days: number): Promise<Forecast> {
  const [settings, { zone }, now] = [await selectSettings(app), await hoursOf(app, null), await app.db.now()];
  const end = slotOf(now);
  const first = await firstSlot(app);
  const from = new Date(Math.max(first?.getTime() ?? end.getTime(), end.getTime() - MOST_DAYS * DAY_MS));
  const until = new Date(end.getTime() + days * DAY_MS);
  const placed = places(from, until, zone, settings);
  const length = (end.getTime() - from.getTime()) / SLOT_MS;
  const [rows, mentions] = await Promise.all([
    selectContacts(app, from, end),
    readMentions(app, from, end, length),
  ]);
  const networks = [...new Set(rows.map(({ network }) => network))].sort();
  const channels: Forecast['channels'] = [];
  for (const network of networks) {
    const counts = new Float64Array(length);
    for (const row of rows)
      if (row.network === network) counts[(row.slot.getTime() - from.getTime()) / SLOT_MS] = row.contacts;
    const { history, ...told } = foretell(counts, placed, mentions);
    channels.push({ network, ...told, backtest: await errorOf(app, network, history) });
  }
  return {
    zone,
    halves: placed.slice(length).map(({ half }) => half),
    channels,
    knownDays: Math.floor((end.getTime() - from.getTime()) / DAY_MS),
  };
}

interface Placed {
  half: HalfHour;
  place: Place;
  /** What the company expects of the day, by the usual. */
  factor: number;
}

function foretell(counts: Float64Array, placed: readonly Placed[], mentions: Float64Array) {
  const { length } = counts;
  // What was expected to be special is taken out before the usual is learned, and put in again ahead.
  const history: History = {
    counts: counts.map((count, i) => count / placed[i]!.factor),
    places: placed.slice(0, length).map(({ place }) => place),
    mentions,
  };
  const ahead = placed.slice(length);
  const expected = learn(history)
    .expect(ahead.map(({ place }) => place))
    .map(({ mean, low, high }, i) => {
      const { factor } = ahead[i]!;
      return { mean: mean * factor, low: low * factor, high: high * factor };
    });
  const lastWeek = Array.from({ length: Math.min(336, length) }, (_, i) => counts[length - 336 + i] ?? 0);
  return { expected, history, lastWeek };
}

/** Reckoned in steps, between which others have their turn. */
async function errorOf(app: App, network: string, history: History): Promise<Backtest | null> {
  const all = errors.get(app) ?? new Map<string, { day: string; error: Backtest | null }>();
  errors.set(app, all);
  const day = app.clock.now().toISOString().slice(0, 10);
  const known = all.get(network);
  if (known?.day === day) return known.error;
  const steps = backtestSteps(history, BACKTEST_DAYS);
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      all.set(network, { day, error: value ?? null });
      return value ?? null;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function places(from: Date, until: Date, zone: string, settings: Settings): Placed[] {
  const dayOf = (at: Date) => wallClock(zone, at).day;
  const holidays = new Set(
    holidaysBetween(settings.countries, dayOf(from), dayOf(until)).map(({ day }) => day),
  );
  const placed: Placed[] = [];
  for (let time = from.getTime(); time < until.getTime(); time += SLOT_MS) {
    const at = new Date(time);
    const { day, weekday, minute } = wallClock(zone, at);
    placed.push({
      half: { at, day, weekday, minute },
      place: {
        slot: weekday * 48 + Math.floor(minute / 30),
        day: dayNumber(day),
        isHoliday: holidays.has(day),
      },
      factor: expectedFactor(settings.events, day),
    });
  }
  return placed;
}

/** Posts about the brand; half of an hour's in each half. */
async function readMentions(app: App, from: Date, to: Date, length: number): Promise<Float64Array> {
  const mentions = new Float64Array(length);
  for (const { hour, posts } of await readVolumes(app, from, to)) {
    const index = Math.round((hour.getTime() - from.getTime()) / SLOT_MS);
    for (const at of [index, index + 1]) if (at >= 0 && at < length) mentions[at] = posts / 2;
  }
  return mentions;
}
