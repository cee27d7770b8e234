import { type DetectorState, SpikeDetector, type SpikeEvent } from '#lib/spikes/index.ts';
import type { App } from '#platform/app/index.ts';
import { readMinuteCounts } from '#listen/posts/index.ts';
import { Alerts, type PastAlert, walk } from '../history.ts';
import { SENSITIVITIES, type Sensitivity } from '../sensitivity.ts';
import { saveWatches, selectStale, selectWatches } from './store.ts';

export interface Wanted {
  topicId: string;
  sensitivity: Sensitivity;
  zone: string;
}

/** One topic watched with one sensitivity. */
export interface Watch extends Wanted {
  detector: SpikeDetector;
  /** The minute up to which its state is stored. */
  saved: number;
  /** Incidents that were over when it began to watch, until they are kept. */
  past: (PastAlert & { usual: Usual })[];
}

export type Usual = readonly (readonly [minute: number, mean: number, high: number])[];

/** Days of posts that a new watch learns from. */
const DAYS_TO_LEARN = 28;
/** Incidents of the past are kept from this severity on, so many for a topic. */
const PAST_SEVERITY = 3;
const MOST_PAST = 10;
const DAY = 1440;
/** Minutes that are read again, because posts come late. */
export const LATE = 20;
/** A state is stored at least this often, in minutes. */
const SAVE_EVERY = 60;
/** Longest time for learning in one go, in milliseconds; what is left is learned a minute later. */
const LEARN_MS = 10_000;

/** The detectors of all watched topics, in memory; what they know comes from the database and can be lost at any time. */
export class Watches {
  readonly #known = new Map<string, Watch>();

  get size(): number {
    return this.#known.size;
  }

  clear(): void {
    this.#known.clear();
  }

  /** Watches these and no others, each up to the minute `seen`. New ones learn first; those that there was no time for are left out. */
  async keep(app: App, wanted: readonly Wanted[], seen: number): Promise<Watch[]> {
    const keys = new Set(wanted.map(keyOf));
    for (const { topic_id, sensitivity } of await selectStale(app))
      this.#known.delete(keyOf({ topicId: topic_id, sensitivity }));
    for (const [key, watch] of this.#known)
      if (!keys.has(key) || watch.detector.last !== seen) this.#known.delete(key);
    const missing = wanted.filter((one) => !this.#known.has(keyOf(one)));
    if (missing.length > 0) await this.#learn(app, missing, seen);
    return [...this.#known.values()];
  }

  async #learn(app: App, missing: readonly Wanted[], seen: number): Promise<void> {
    const started = performance.now();
    const rows = await selectWatches(app, [...new Set(missing.map(({ topicId }) => topicId))]);
    const stored = new Map(rows.map((row) => [`${row.topic_id} ${row.sensitivity}`, row]));
    const resumed = missing.filter((one) => isFresh(stored.get(keyOf(one))?.minute, seen));
    const from = resumed.reduce((least, one) => Math.min(least, stored.get(keyOf(one))!.minute), seen) + 1;
    const counts = resumed.length === 0 ? new Map() : await readMinuteCounts(app, { from, to: seen + 1 });
    for (const one of resumed) {
      const { minute, state } = stored.get(keyOf(one))!;
      const detector = new SpikeDetector(
        { zone: one.zone, target: SENSITIVITIES[one.sensitivity] },
        JSON.parse(state) as DetectorState,
      );
      walk(detector, counts.get(one.topicId), minute + 1, seen + 1);
      this.#known.set(keyOf(one), { ...one, detector, saved: minute, past: [] });
    }
    for (const one of missing) {
      if (this.#known.has(keyOf(one))) continue;
      if (performance.now() - started > LEARN_MS) return;
      this.#known.set(keyOf(one), { ...one, ...(await learned(app, one, seen)), saved: 0 });
    }
  }

  /** Stores the states that are due, or that changed with an event. */
  async save(app: App, changed: ReadonlySet<Watch>): Promise<void> {
    const due = [...this.#known.values()].filter(
      (watch) =>
        changed.has(watch) ||
        watch.detector.last - watch.saved >= SAVE_EVERY + (hash(watch.topicId) % SAVE_EVERY),
    );
    await saveWatches(
      app,
      due.map((watch) => ({
        topic_id: watch.topicId,
        sensitivity: watch.sensitivity,
        minute: watch.detector.last,
        state: JSON.stringify(watch.detector.state()),
      })),
    );
    for (const watch of due) watch.saved = watch.detector.last;
  }
}

/** Corrects the minutes that got posts late, then looks at the next ones. `isKnown` says whether no posts means none. */
export function look(
  watch: Watch,
  counts: ReadonlyMap<number, number> | undefined,
  to: number,
  isKnown: (minute: number) => boolean,
): SpikeEvent[] {
  const { detector } = watch;
  const events: SpikeEvent[] = [];
  for (let minute = detector.last - LATE + 1; minute <= detector.last; minute++) {
    const late = (counts?.get(minute) ?? 0) - (detector.countAt(minute) ?? 0);
    if (late !== 0) detector.addLate(minute, late);
  }
  for (let minute = detector.last + 1; minute < to; minute++) {
    const count = counts?.get(minute) ?? 0;
    events.push(...detector.push(minute, count > 0 || isKnown(minute) ? count : undefined));
  }
  return events;
}

async function learned(
  app: App,
  { topicId, sensitivity, zone }: Wanted,
  seen: number,
): Promise<Pick<Watch, 'detector' | 'past'>> {
  const from = seen - DAYS_TO_LEARN * DAY;
  const counts = (await readMinuteCounts(app, { from, to: seen + 1, topicIds: [topicId] })).get(topicId);
  const first = counts ? [...counts.keys()].reduce((least, minute) => Math.min(least, minute)) : seen;
  const detector = new SpikeDetector({ zone, target: SENSITIVITIES[sensitivity] });
  const alerts = new Alerts();
  const usual = new Map<number, Usual>();
  walk(detector, counts, first, seen + 1, (_minute, events) => {
    for (const event of events) {
      if (event.event === 'start') usual.set(event.since, usualAround(detector, event.since));
      alerts.add(event);
    }
  });
  const past = alerts.all
    .filter(({ ended, severity }) => ended !== null && severity >= PAST_SEVERITY)
    .slice(-MOST_PAST)
    .map((alert) => ({ ...alert, usual: usual.get(alert.since) ?? [] }));
  return { detector, past };
}

/** What is usual by the hour, from six hours before a minute to three days after it. */
export function usualAround(detector: SpikeDetector, since: number): Usual {
  const first = Math.floor(since / 60) - 6;
  return Array.from({ length: 80 }, (_, index) => {
    const minute = (first + index) * 60;
    const { mean, high } = detector.usualAt(minute + 30);
    return [minute, rounded(mean), rounded(high)] as const;
  });
}

const rounded = (value: number) => Number(value.toPrecision(4));

const isFresh = (minute: number | undefined, seen: number) =>
  minute !== undefined && minute <= seen && seen - minute < 3 * DAY;

const keyOf = ({ topicId, sensitivity }: { topicId: string; sensitivity: string }) =>
  `${topicId} ${sensitivity}`;

function hash(text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i++) value = (value * 31 + text.charCodeAt(i)) >>> 0;
  return value;
}
