import { Baseline, type BaselineState, type Seen } from './baseline.ts';
import { type Incident, isQuiet, newIncident, severityOf } from './incident.ts';
import { surprise } from './surprise.ts';
import { hourOfWeekIn } from './zone.ts';

/** What the detector tells. Minutes are minutes since 1970. */
export interface SpikeEvent {
  alert: string;
  event: 'start' | 'update' | 'end';
  minute: number;
  /** 1 to 10; of an end, the highest that it was. */
  severity: number;
  /** Posts that were to be expected from `since` to `minute`. */
  expected: number;
  /** Posts that there were. */
  observed: number;
  /** First minute of the incident, as far as the counts show. */
  since: number;
  /** Of an end: the posts went back, or stayed and are what is usual now. */
  reason?: 'calm' | 'new-normal';
}

export interface DetectorOptions {
  /** IANA zone by whose clocks days and weeks are counted; UTC unless told. */
  zone?: string;
  /** False alarms a day that each window may bring; 0.001 unless told. */
  target?: number;
}

/** Everything a detector knows, as JSON. */
export interface DetectorState {
  version: 1;
  baseline: BaselineState;
  incident: Incident | null;
}

const DEFAULT_TARGET = 0.001;
/** Fewer posts are no incident, however rare they are. */
const LEAST_POSTS = 5;
const LEAST_RATIO = 1.4;
/** The minutes beside the three fullest have at least so many times the usual. */
const LEAST_REST = 1.1;
/** Relative variance of single minutes that is not put down to a burst. */
const BURST_SPREAD = 0.1;
/** What is over within so many minutes, the wait for calm included, was nothing. */
const SHORT = 75;
/** An incident below so many times the usual says something about the season. */
const MILD = 2;
/** Minutes between two updates, unless the severity jumps by two. */
const UPDATE_PAUSE = 5;

/**
 * Finds incidents in the posts of one topic, minute by minute: more posts than the hour of the week lets expect, and longer than a burst.
 * Deterministic; knows no clock.
 */
export class SpikeDetector {
  readonly #baseline: Baseline;
  readonly #target: number;
  #incident: Incident | null;

  constructor(options: DetectorOptions = {}, state?: DetectorState) {
    this.#target = options.target ?? DEFAULT_TARGET;
    this.#baseline = new Baseline(hourOfWeekIn(options.zone ?? 'UTC'), state?.baseline);
    this.#incident = state?.incident ? structuredClone(state.incident) : null;
  }

  /** Enough to go on elsewhere as if nothing had happened. */
  state(): DetectorState {
    return { version: 1, baseline: this.#baseline.state(), incident: structuredClone(this.#incident) };
  }

  /** The incident that is going on. */
  get incident(): Readonly<Incident> | null {
    return this.#incident;
  }

  /** The newest minute; -1 before any. */
  get last(): number {
    return this.#baseline.minutes.last;
  }

  /** What is usual at the newest minute (posts a minute), and what it hardly ever exceeds over a quarter of an hour. */
  get usual(): { mean: number; high: number } {
    return this.#baseline.usual(this.#incident?.level);
  }

  /** The same for any minute, by the hour of the week; during an incident as it was before. */
  usualAt(minute: number): { mean: number; high: number } {
    return this.#baseline.usualAt(minute, this.#incident?.level);
  }

  /** Posts of a minute of the last twelve hours; undefined where they are unknown or not kept. */
  countAt(minute: number): number | undefined {
    return this.#baseline.minutes.countAt(minute);
  }

  /** Takes in the minute after the last one and its posts; undefined where nobody knows how many there were. */
  push(minute: number, count: number | undefined): SpikeEvent[] {
    this.#baseline.push(minute, count, this.#incident !== null);
    return this.#incident ? this.#follow(this.#incident, minute) : this.#watch(minute);
  }

  /** Adds posts that came after their minute had been taken in; false where that minute is no longer kept. */
  addLate(minute: number, count: number): boolean {
    const { minutes } = this.#baseline;
    const isKept = this.#baseline.addLate(minute, count);
    if (isKept && this.#incident && minute >= this.#incident.since && minute <= minutes.last)
      this.#incident.posts += count;
    return isKept;
  }

  #watch(minute: number): SpikeEvent[] {
    let best: { seen: Seen; found: number; beyond: number } | undefined;
    for (const seen of this.#baseline.look()) {
      let found = surprise(seen.posts, seen.mean, seen.spread.value + seen.doubt);
      // Only what lasted for most of the window is believed.
      if (found > 2) {
        const { posts, rest, minutes } = this.#baseline.minutes.sustained(seen.window, BURST_SPREAD);
        const isBurst = rest < LEAST_REST * (seen.mean / seen.known) * minutes;
        found = isBurst ? 0 : surprise(posts, seen.mean, seen.spread.value + seen.doubt);
      }
      const beyond = found / seen.spread.threshold(this.#target);
      if (beyond >= 1 && beyond > (best?.beyond ?? 0) && this.#isGoingOn(seen))
        best = { seen, found, beyond };
      if (minute % seen.spread.every === 0) seen.spread.learn(seen.posts, seen.mean, seen.doubt, found);
    }
    return best ? [this.#open(minute, best.seen, best.found)] : [];
  }

  /** Enough posts, clearly more than usual, and the newest fifth of the window as well. */
  #isGoingOn(seen: Seen): boolean {
    if (seen.posts < LEAST_POSTS || seen.posts < LEAST_RATIO * seen.mean) return false;
    const [recent] = this.#baseline.minutes.sums([Math.max(4, Math.round(seen.window / 5))]);
    return recent!.posts > 1.1 * (seen.mean / seen.exposure) * recent!.exposure;
  }

  #open(minute: number, seen: Seen, found: number): SpikeEvent {
    const since = minute - seen.window + 1;
    const incident = newIncident(since, minute, seen.window, found);
    incident.level = this.#baseline.rewind(since);
    for (let at = since; at <= minute; at++) this.#count(incident, at);
    this.#rate(incident, minute);
    this.#incident = incident;
    return eventOf(incident, 'start', minute);
  }

  #follow(incident: Incident, minute: number): SpikeEvent[] {
    this.#count(incident, minute);
    const before = incident.severity;
    this.#rate(incident, minute);
    const windows = this.#baseline.look(incident.level);
    if (isQuiet(incident, windows)) incident.calm++;
    else if (this.#baseline.minutes.countAt(minute) !== undefined) incident.calm = 0;
    const lasted = minute - incident.since + 1;
    if (incident.calm >= Math.min(90, Math.max(15, lasted / 6)))
      return [this.#calmDown(incident, minute, lasted)];
    if (isNewNormal(incident, lasted, this.#baseline.days)) return [this.#accept(incident, minute)];
    const isDue = minute - incident.told >= UPDATE_PAUSE || incident.severity >= before + 2;
    if (incident.severity <= incident.toldSeverity || !isDue) return [];
    incident.told = minute;
    incident.toldSeverity = incident.severity;
    return [eventOf(incident, 'update', minute)];
  }

  #count(incident: Incident, minute: number): void {
    const count = this.#baseline.minutes.countAt(minute);
    if (count === undefined) return;
    const factor = this.#baseline.minutes.factorAt(minute);
    incident.posts += count;
    incident.expected += incident.level * factor;
    const hour = Math.floor((minute - incident.since) / 60);
    while (incident.hours.length <= hour) incident.hours.push({ posts: 0, exposure: 0 });
    incident.hours[hour]!.posts += count;
    incident.hours[hour]!.exposure += factor;
  }

  #rate(incident: Incident, minute: number): void {
    const quarter = this.#baseline.look(incident.level).find((seen) => seen.window === 15);
    if (quarter) incident.ratio = Math.max(incident.ratio, (quarter.posts + 3) / (quarter.mean + 3));
    const excess = incident.posts - incident.expected;
    const severity = severityOf(incident.ratio, excess, minute - incident.since + 1);
    incident.severity = Math.max(incident.severity, severity);
    if (incident.toldSeverity === 0) incident.toldSeverity = severity;
  }

  #calmDown(incident: Incident, minute: number, lasted: number): SpikeEvent {
    const isMild = incident.posts < MILD * incident.expected;
    this.#baseline.resume(undefined, isMild ? incident.since : undefined);
    // A little of it is learned, so that a small topic that wakes up again and again is known to do so.
    const learned = Math.min(incident.posts, incident.expected + 3 * Math.sqrt(incident.expected) + 3);
    this.#baseline.learn(learned, incident.expected / incident.level);
    if (lasted < SHORT)
      this.#baseline.spreads.find((one) => one.minutes === incident.window)!.learnFalse(incident.surprise);
    this.#incident = null;
    return { ...eventOf(incident, 'end', minute), reason: 'calm' };
  }

  #accept(incident: Incident, minute: number): SpikeEvent {
    this.#baseline.resume(rateOf(incident.hours.slice(-4)), incident.since);
    this.#incident = null;
    return { ...eventOf(incident, 'end', minute), reason: 'new-normal' };
  }
}

/**
 * Whether what goes on has become what is usual: the last three hours are like the three before. Asked after four hours as long as little is
 * known, after eight below twice the usual, after a day otherwise; after three days always.
 */
function isNewNormal(incident: Incident, lasted: number, days: number): boolean {
  const isMild = incident.posts < MILD * incident.expected;
  const needed = days < 3 ? 4 : isMild ? 8 : 24;
  if (lasted < needed * 60 || lasted % 60 !== 0) return false;
  if (lasted >= 72 * 60) return true;
  return Math.abs(Math.log(rateOf(incident.hours.slice(-3)) / rateOf(incident.hours.slice(-6, -3)))) < 0.2;
}

function rateOf(hours: readonly { posts: number; exposure: number }[]): number {
  const posts = hours.reduce((sum, hour) => sum + hour.posts, 1);
  return (
    posts /
    Math.max(
      1,
      hours.reduce((sum, hour) => sum + hour.exposure, 0),
    )
  );
}

function eventOf(incident: Incident, event: SpikeEvent['event'], minute: number): SpikeEvent {
  return {
    alert: incident.id,
    event,
    minute,
    severity: incident.severity,
    expected: Math.round(incident.expected * 10) / 10,
    observed: incident.posts,
    since: incident.since,
  };
}
